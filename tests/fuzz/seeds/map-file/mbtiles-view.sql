sCREATE TABLE map (zoom_level, tile_column, tile_row, tile_id); CREATE TABLE images (tile_id, tile_data);
INSERT INTO map VALUES (3, 4, 5, 'sea'), (-7, 0, 0, 'sea'), (99, 0, 0, 1); INSERT INTO images VALUES ('sea', x'00ff'), (1, zeroblob(9));
CREATE VIEW tiles AS SELECT * FROM map JOIN images USING (tile_id);
