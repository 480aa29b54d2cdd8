model Pendulum {
  state theta;
  control tau;
  dynamics { der(theta) = tau; }
}
problem SwingUp for Pendulum {
  integrator rk4;
  start theta = 0;
  minimize { running tau^2; }
}
