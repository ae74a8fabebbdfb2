"""The parts of ``benchmarks.bodies``: bodies and fields of news pages, beside other extractors."""
