function factorial(k) = if k <= 1 then 1 else k*factorial(k - 1);

model Pendulum {
  param m = 1.0;
  param l = 1.0;
  param b = 0.1;
  const g = 9.81;
  state theta;
  state omega;
  control tau in [-3, 3];

  dynamics {
    der(theta) = omega;
    der(omega) = (tau - b*omega - m*g*l*sin(theta)) / (m*l^2);
  }
}

problem SwingUp for Pendulum {
  horizon 8 steps 400;
  start theta = 0, omega = 0;
  minimize {
    running  effort: 0.01*tau^2*factorial(3);
    terminal settle: 100*(1 + cos(theta)) + 10*omega^2;
  }
}
