-- BCP 47; null on notices of older versions: the language of the board
alter table news add column language text;
