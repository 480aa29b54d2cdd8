model A {
  horizon 5 steps 10;
  der(x) = 3;
  state x;
}
