model A {
  state x;
  /* the end
}
