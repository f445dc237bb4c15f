# shot: 3.14 100x30 end
