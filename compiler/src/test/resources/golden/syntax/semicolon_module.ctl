module examples.pendulum

model Pendulum {
}
