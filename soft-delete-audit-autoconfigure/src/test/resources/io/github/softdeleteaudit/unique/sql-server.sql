-- SQL Server: filtered indexes, whose conditions know no "or" and no computed column. Nulls are equal, so that rows
-- with nulls are left out.

-- Of deleted rows, by partial indexes.

create index shop_product_deleted_idx on shop.product (deleted_at desc, id) where deleted_at is not null;
create index shop_product_deletion_idx on shop.product (deletion_id) where deletion_id is not null;
create index account_deleted_idx on account (deleted_at desc, id) where deleted_at is not null;
create index account_deletion_idx on account (deletion_id) where deletion_id is not null;
create index article_deleted_idx on article (deleted_at desc, id) where deleted_at is not null;
create index article_deletion_idx on article (deletion_id) where deletion_id is not null;
create index booking_deleted_idx on booking (deleted_at desc, id) where deleted_at is not null;
create index booking_deletion_idx on booking (deletion_id) where deletion_id is not null;
create index folder_deleted_idx on folder (deleted_at desc, id) where deleted_at is not null;
create index folder_deletion_idx on folder (deletion_id) where deletion_id is not null;
create index order_deleted_idx on [order] (deleted_at desc, id) where deleted_at is not null;
create index order_deletion_idx on [order] (deletion_id) where deletion_id is not null;
create index slot_deleted_idx on slot (deleted_at desc, id) where deleted_at is not null;
create index slot_deletion_idx on slot (deletion_id) where deletion_id is not null;
create index vehicle_deleted_idx on vehicle (deleted_at desc, id) where deleted_at is not null;
create index vehicle_deletion_idx on vehicle (deletion_id) where deletion_id is not null;

-- Of live rows.

alter table account add email_lower as lower(email);
create unique index account_email_tenant_live_key on account (email_lower, tenant) where deleted_at is null;
create unique index article_sku_live_key on article (sku) where deleted_at is null;
create index article_title_price_live_idx on article (title, price) where deleted_at is null;
create unique index badge_label_live_key on badge (label) where deleted=0;
create index badge_color_live_idx on badge (color) where deleted=0;
create unique index booking_room_arrival_nights_live_key on booking (room, arrival, nights) where deleted_at is null and arrival is not null and nights is not null;
alter table vehicle add chassis_lower as lower(chassis);
create unique index vehicle_car_chassis_live_key on vehicle (chassis_lower) where deleted_at is null and dtype in ('Car','Driver''s');
create index vehicle_car_doors_live_idx on vehicle (doors) where deleted_at is null and dtype in ('Car','Driver''s');
alter table folder add name_lower as lower(name);
create unique index folder_parent_name_live_key on folder (parent, name_lower) where deleted_at is null;
alter table [order] add group_lower as lower([group]);
create unique index order_group_select_live_key on [order] (group_lower, [select]) where deleted_at is null and [select] is not null;
create index [index] on [order] ([group]) where deleted_at is null;
alter table shop.product add code_lower as lower(code);
create unique index shop_product_code_live_key on shop.product (code_lower) where deleted_at is null;
create unique index slot_of_place on slot (place, a_text, a_number, a_uuid, a_kind) where deleted_at is null;
create unique index slot_of_time on slot (place, a_date, a_time, an_instant, a_flag) where deleted_at is null;
create unique index vehicle_plate_live_key on vehicle (plate) where deleted_at is null;
