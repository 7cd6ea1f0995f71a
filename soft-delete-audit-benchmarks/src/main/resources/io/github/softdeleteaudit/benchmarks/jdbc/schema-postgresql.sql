create index customer_deleted_idx on customer (deleted_at desc, id) where deleted_at is not null;
create index customer_deletion_idx on customer (deletion_id) where deletion_id is not null;
create index purchase_deleted_idx on purchase (deleted_at desc, id) where deleted_at is not null;
create index purchase_deletion_idx on purchase (deletion_id) where deletion_id is not null;
