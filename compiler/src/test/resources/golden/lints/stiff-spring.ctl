// A stiff damped spring: its two modes are complex, and they are the faster the more the contact is pressed.
model Contact {
  param k = 1e6;
  state h;
  state v;
  control f in [-5, 5];
  dynamics {
    der(h) = v;
    der(v) = f - 9.81 - k*h - 400*v;
  }
}
problem Press for Contact {
  horizon 1 steps 100;
  integrator midpoint substeps 2;
  start h = 0, v = 0;
  minimize { running soft: h^2 + 0.1*f^2; }
}
