/// A1: cart-pole, th = 0 hanging down. Function benchmark: F is one rk4 step of 0.02 s.
model CartPole {
  param mc = 1.0;  // cart, kg
  param mp = 0.2;  // point mass at the pole's end, kg
  param l  = 0.5;  // pole, m
  param g  = 9.81;

  state   p;
  state   th;
  state   v;
  state   w;
  control u;

  dynamics {
    let s = sin(th);
    let c = cos(th);
    let d = mc + mp*s^2;
    der(p)  = v;
    der(th) = w;
    der(v)  = (u + mp*s*(l*w^2 + g*c)) / d;
    der(w)  = (-u*c - mp*l*w^2*c*s - (mc + mp)*g*s) / (l*d);
  }
}

problem A1 for CartPole {
  horizon 2 steps 100;
  integrator rk4;
  start p = 0, th = 0, v = 0, w = 0;
  minimize {
    terminal upright: 1 + cos(th);
  }
}
