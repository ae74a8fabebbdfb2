import pytest

pytest.register_assert_rewrite("tests.pages.worded.pages")
