problem Tank {
  param k : int = 2;
  state h;
  control valve : int in {0, 1, 2, 2.5};
  control pump : int in [0, 3];
  dynamics { der(h) = pump - k*valve*h; }
  horizon 2 steps 100;
  start h = 1;
  minimize { running h^2; }
}
