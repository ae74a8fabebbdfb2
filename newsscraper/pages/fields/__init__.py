"""The fields of any news page, each with the witness that it is from."""
