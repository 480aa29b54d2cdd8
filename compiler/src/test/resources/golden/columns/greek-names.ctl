model Pendulum {
  param m = 1.0;
  param l = 1.0;
  param b = 0.1;
  const g = 9.81;
  state θ;
  state ω;
  control tau in [-3, 3];

  dynamics {
    der(θ) = ω;
    der(ω) = (tau - b*ω - m*g*l*sin(ϑ)) / (m*l^2);
  }
}

problem SwingUp for Pendulum {
  horizon 8 steps 400;
  start θ = 0, ω = 0;
  minimize {
    running  effort: 0.01*tau^2;
    terminal settle: 100*(1 + cos(θ)) + 10*ω^2;
  }
}
