import plants;
problem P for plants.Kart { horizon 1 steps 10; start x = 0; minimize { running u^2; } }
// ---- plants.ctl ----
model Cart { state x; control u; dynamics { der(x) = u; } }
model Car { state x; control u; dynamics { der(x) = u; } }
function Karte(x) = x;
