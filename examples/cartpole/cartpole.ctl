/// A pole on a cart that is pushed sideways; only the cart is driven. th = 0 hangs down, th = pi is upright.
model CartPole {
  param mc : kg    = 1.0;       // mass of the cart
  param mp : kg    = 0.2;       // mass at the tip of the pole
  param l  : m     = 0.5;       // length of the pole
  param g  : m/s^2 = 9.81;

  state   p  : m;               // place of the cart
  state   th : rad;             // angle of the pole
  state   v  : m/s;
  state   w  : rad/s;
  control u  : N in [-10, 10];  // force on the cart

  dynamics {
    let s = sin(th);
    let c = cos(th);
    let d = mc + mp*s^2;
    der(p)  = v;
    der(th) = w;
    der(v)  = (u + mp*s*(l*w^2 + g*c)) / d;
    der(w)  = (-u*c - mp*l*w^2*c*s - (mc + mp)*g*s) / (l*d);
  }

  view {
    let tip[2] : m = [p + l*sin(th), -l*cos(th)];
    track: line([-1.5, 0], [1.5, 0], color = "gray");
    cart:  box([p, 0], [0.3, 0.16], 0, color = "blue");
    pole:  line([p, 0], tip, color = "black");
    mass:  disc(tip, 0.05, color = "orange");
  }
}

problem SwingUp for CartPole {
  horizon 4 [s] steps 200;
  integrator rk4;

  start p = 0, th = 0, v = 0, w = 0;

  minimize {
    running  effort:  0.01 * u^2;
    running  upright: 1 + cos(th);
    running  centre:  0.1 * p^2;
    terminal settle:  100 * (1 + cos(th)) + 10 * (p^2 + v^2 + w^2);
  }
}

solve SwingUp using ddp {
  guess u = 1 [N] * sin(4 [rad/s] * t);  // the hanging start is symmetric: push one way first
  expect 1 + cos(final(th)) <= 0.01;
  expect abs(final(p)) <= 0.1 and abs(final(v)) <= 0.1;
}
