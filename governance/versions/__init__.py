"""The life that rating standards and subsidy schemes share: drafted, checked and released by others, then stone."""
