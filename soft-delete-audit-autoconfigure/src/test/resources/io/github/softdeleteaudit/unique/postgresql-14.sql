-- PostgreSQL 14: partial indexes; nulls are made equal by two expressions for each column that may be null.

-- Of deleted rows, by partial indexes.

create index shop_product_deleted_idx on shop.product (deleted_at desc, id) where deleted_at is not null;
create index shop_product_deletion_idx on shop.product (deletion_id) where deletion_id is not null;
create index account_deleted_idx on account (deleted_at desc, id) where deleted_at is not null;
create index account_deletion_idx on account (deletion_id) where deletion_id is not null;
create index article_deleted_idx on article (deleted_at desc, id) where deleted_at is not null;
create index article_deletion_idx on article (deletion_id) where deletion_id is not null;
create index badge_deleted_idx on badge (id) where not (deleted is null or deleted=false);
create index booking_deleted_idx on booking (deleted_at desc, id) where deleted_at is not null;
create index booking_deletion_idx on booking (deletion_id) where deletion_id is not null;
create index folder_deleted_idx on folder (deleted_at desc, id) where deleted_at is not null;
create index folder_deletion_idx on folder (deletion_id) where deletion_id is not null;
create index order_deleted_idx on "order" (deleted_at desc, id) where deleted_at is not null;
create index order_deletion_idx on "order" (deletion_id) where deletion_id is not null;
create index slot_deleted_idx on slot (deleted_at desc, id) where deleted_at is not null;
create index slot_deletion_idx on slot (deletion_id) where deletion_id is not null;
create index tag_deleted_idx on tag (id) where not (deleted is null or deleted=false);
create index vehicle_deleted_idx on vehicle (deleted_at desc, id) where deleted_at is not null;
create index vehicle_deletion_idx on vehicle (deletion_id) where deletion_id is not null;

-- Of live rows.

create unique index account_email_tenant_live_key on account ((lower(email)), tenant) where deleted_at is null;
create unique index article_sku_live_key on article (sku) where deleted_at is null;
create index article_title_price_live_idx on article (title, price) where deleted_at is null;
create unique index badge_label_live_key on badge (label) where deleted is null or deleted=false;
create index badge_color_live_idx on badge (color) where deleted is null or deleted=false;
create unique index booking_room_arrival_nights_live_key on booking (room, arrival, nights) where deleted_at is null;
create unique index vehicle_car_chassis_live_key on vehicle ((lower(chassis))) where deleted_at is null and dtype in ('Car','Driver''s');
create index vehicle_car_doors_live_idx on vehicle (doors) where deleted_at is null and dtype in ('Car','Driver''s');
create unique index folder_parent_name_live_key on folder ((case when parent is null then 1 else 0 end), (coalesce(parent, 0)), (case when name is null then 1 else 0 end), (coalesce(lower(name), '0'))) where deleted_at is null;
create unique index order_group_select_live_key on "order" ((lower("group")), "select") where deleted_at is null;
create index "index" on "order" ("group") where deleted_at is null;
create unique index tag_ownedtag_owner_live_key on tag (owner) where (deleted is null or deleted=false) and dtype in ('OwnedTag');
create unique index shop_product_code_live_key on shop.product ((lower(code))) where deleted_at is null;
create unique index slot_of_place on slot (place, (case when a_text is null then 1 else 0 end), (coalesce(a_text, '0')), (case when a_number is null then 1 else 0 end), (coalesce(a_number, 0)), (case when a_uuid is null then 1 else 0 end), (coalesce(a_uuid, cast('00000000-0000-0000-0000-000000000000' as uuid))), (case when a_kind is null then 1 else 0 end), (coalesce(a_kind, '0'))) where deleted_at is null;
create unique index slot_of_time on slot (place, (case when a_date is null then 1 else 0 end), (coalesce(a_date, date '1970-01-01')), (case when a_time is null then 1 else 0 end), (coalesce(a_time, time '00:00:00')), (case when an_instant is null then 1 else 0 end), (coalesce(an_instant, timestamp with time zone '1970-01-01 00:00:00+00')), (case when a_flag is null then 1 else 0 end), (coalesce(a_flag, false))) where deleted_at is null;
create unique index tag_label_live_key on tag (label) where deleted is null or deleted=false;
create unique index vehicle_plate_live_key on vehicle (plate) where deleted_at is null;
