problem SwingUp for Pendulum {
  start theta == 0;
  integrator rk4;
}
