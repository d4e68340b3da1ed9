sCREATE TABLE gpkg_contents (table_name, data_type); INSERT INTO gpkg_contents VALUES ('the "tiles"', 'tiles');
CREATE TABLE gpkg_tile_matrix_set (table_name, srs_id, min_x, min_y, max_x, max_y);
INSERT INTO gpkg_tile_matrix_set VALUES ('the "tiles"', 3857, -20037508.342789244, -20037508.342789244, 20037508.342789244, 20037508.342789244);
CREATE TABLE gpkg_tile_matrix (table_name, zoom_level, matrix_width); INSERT INTO gpkg_tile_matrix VALUES ('the "tiles"', 0, 1), ('the "tiles"', 1, 2);
CREATE TABLE "the ""tiles""" (zoom_level, tile_column, tile_row, tile_data); INSERT INTO "the ""tiles""" VALUES (0, 0, 0, x'89504e47');
