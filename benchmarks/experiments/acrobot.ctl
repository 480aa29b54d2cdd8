/// Gymnasium's Acrobot-v1: swing the end of two links above a height by a torque at the elbow (Sutton 1996; Sutton, Barto 2018, section 11.4).
function rates(y[4], torque)[4] {
  let c2   = cos(y[2]);
  let s2   = sin(y[2]);
  let d1   = 0.25 + (1 + 0.25 + c2) + 2;
  let d2   = 0.25 + 0.5*c2 + 1;
  let phi2 = 0.5*9.8*cos(y[1] + y[2] - pi/2);
  let phi1 = -0.5*y[4]^2*s2 - y[4]*y[3]*s2 + 1.5*9.8*cos(y[1] - pi/2) + phi2;
  let a2   = (torque + d2/d1*phi1 - 0.5*y[3]^2*s2 - phi2) / (0.25 + 1 - d2^2/d1);
  return [y[3], y[4], -(d2*a2 + phi1)/d1, a2];
}

function advance(y[4], torque)[4] {
  let k1[4] = rates(y, torque);
  let k2[4] = rates(y + 0.1*k1, torque);
  let k3[4] = rates(y + 0.1*k2, torque);
  let k4[4] = rates(y + 0.2*k3, torque);
  return y + 0.2/6*(k1 + 2*k2 + 2*k3 + k4);
}

function height(a, b) = -cos(a) - cos(b + a);

model Acrobot {
  state   a : angle;  // of the first link, 0 hanging
  state   b : angle;  // of the second against the first
  state   va;
  state   vb;
  control torque in {-1, 0, 1};

  let after[4] = advance([a, b, va, vb], torque);

  dynamics {
    next(a)  = after[1];
    next(b)  = after[2];
    next(va) = clamp(after[3], -4*pi, 4*pi);
    next(vb) = clamp(after[4], -9*pi, 9*pi);
  }
}

problem SwingUp for Acrobot {
  horizon 500 steps 500;
  start a ~ uniform(-0.1, 0.1), b ~ uniform(-0.1, 0.1), va ~ uniform(-0.1, 0.1),
      vb ~ uniform(-0.1, 0.1);

  observe angles[4] = [cos(a), sin(a), cos(b), sin(b)];
  observe speeds[2] = [va, vb];
  terminate when up: height(a, b) > 1;

  maximize { running slow: if height(after[1], after[2]) > 1 then 0 else -1; }  // nothing for the step that arrives
}

policy Elbow for SwingUp {
  input angles, speeds;
  layer  h1     = dense([angles, speeds], units = 64, act = tanh);
  layer  h2     = dense(h1, units = 64, act = tanh);
  output torque ~ categorical(logits = dense(h2, units = 3));
}
