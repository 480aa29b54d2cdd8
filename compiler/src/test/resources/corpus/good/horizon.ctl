problem P {
  horizon 8 [s] steps 400;
}
problem Q {
  horizon free T in [0.5, 30] guess 10 steps 150;
}
problem R {
  horizon free T in [1, 2] steps n;
}
problem S {
  horizon 2 * T steps 10 * n;
}
problem U {
  horizon free steps 3;
}
