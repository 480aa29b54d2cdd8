problem SwingUp for Pendulum {
  terminate when x = 3;
  integrator rk4;
}
