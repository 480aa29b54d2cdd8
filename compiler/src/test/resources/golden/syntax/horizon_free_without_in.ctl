problem SwingUp for Pendulum {
  horizon free T [0.5, 30] steps 150;
  integrator rk4;
}
