problem SwingUp for Pendulum {
  start theta;
  integrator rk4;
}
