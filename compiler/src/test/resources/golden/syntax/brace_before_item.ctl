model Pendulum {
  state theta;

problem SwingUp for Pendulum {
  horizon 5 steps 10;
}
