sCREATE TABLE metadata (name, value); INSERT INTO metadata VALUES ('format', 'png'), ('attribution', '<a href="https://example.org">&copy; Città</a>');
CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
INSERT INTO tiles VALUES (0, 0, 0, x'89504e47'), (1, 0, 1, x'ffd8ff'), (2, 1, 3, x'52494646');
