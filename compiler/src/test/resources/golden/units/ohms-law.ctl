model Motor {
  param R : ohm = 2;
  param L : mH = 1;
  param Ke : V*s = 0.02;
  param J : kg*m^2 = 1e-4;
  state i : A;
  state w : rpm;
  control u : V in [-12, 12];
  dynamics {
    der(i) = (u - R - Ke*w) / L;
    der(w) = Ke*i*w / J;
  }
}
