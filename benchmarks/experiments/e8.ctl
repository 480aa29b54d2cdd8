/// E8: cart-pole swing-up from noisy starts, for policy gradients. The plant is that of E1b.
model CartPole {
  param mc : kg    = 1.0;
  param mp : kg    = 0.1;
  param l  : m     = 0.5;
  param g  : m/s^2 = 9.81;

  state   x     : m;
  state   theta : rad;  // 0 upright
  state   v     : m/s;
  state   omega : rad/s;
  control u     : N in [-10, 10];

  dynamics {
    let s         = sin(theta);
    let c         = cos(theta);
    let a : m/s^2 = (u + mp*l*omega^2*s - mp*g*s*c) / (mc + mp*s^2);
    der(x)     = v;
    der(theta) = omega;
    der(v)     = a;
    der(omega) = (g*s - a*c) / l;
    after {
      x = clamp(x, -3, 3);
      v = if abs(x) > 3 then 0 else v;
    }
  }
}

problem SwingUp for CartPole {
  const h : s = 0.04;
  param sense = 1;  // -1 rewards hanging

  horizon 125*h steps 125;
  integrator rk4 cost left;
  start x ~ normal(0, 0.05), v ~ normal(0, 0.05), theta ~ normal(pi, 0.05), omega ~ normal(0, 0.05);

  observe cart[2] = [x / 1 [m], v / 1 [m/s]];
  observe pole[3] = [sin(theta), cos(theta), omega / 1 [rad/s]];

  maximize {
    running up:     sense*cos(theta) / h;
    running centre: -0.02*x^2 / h;
    running effort: -0.001*u^2 / h;
  }
}

/// In newtons; the deviation begins at half of the largest force.
policy Force for SwingUp {
  input cart, pole;
  layer  h1 = dense([cart, pole], units = 32, act = tanh);
  layer  h2 = dense(h1, units = 32, act = tanh);
  output u  ~ gaussian(mean = 10 * dense(h2, units = 1, initial = 0.1), std = learned(5));
}
