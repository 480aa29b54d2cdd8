model Base {
}
model Derived extends lib.Base {
  state x;
}
