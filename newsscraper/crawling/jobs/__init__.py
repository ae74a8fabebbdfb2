"""Jobs that fetch in this process: a site, single pages, the newspapers on front pages."""
