# shot: 3.11 80x24 end
