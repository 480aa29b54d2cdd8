problem P for M {
  foo bar;
  3 + 4;
}
