create index customer_deletion_idx on customer (deletion_id);
create index purchase_deletion_idx on purchase (deletion_id);
alter table customer_aud alter column revtype set data type tinyint;
alter table purchase_aud alter column revtype set data type tinyint;
