problem Motor {
  param R = 1;
  param L = 1.3e-3;
  param Ke = 0.05;
  param J = 1e-2;
  state i;
  state w;
  control V in [-12, 12];
  dynamics {
    der(i) = (V - R*i - Ke*w) / L;
    der(w) = (Ke*i - 1e-3*w) / J;
  }
  horizon 2 steps 50;
  integrator rk4;
  start i = 0, w = 0;
  minimize { running speed: (w - 10)^2 + 0.01*V^2; }
}
