problem SwingUp for Pendulum {
  terminate fell: x > 3;
  integrator rk4;
}
