-- MariaDB: generated columns. Deleted rows have a null in the last one, and nulls are distinct.

-- Of deleted rows. There are no partial indexes.

create index shop_product_deletion_idx on product (deletion_id);
create index account_deletion_idx on account (deletion_id);
create index article_deletion_idx on article (deletion_id);
create index booking_deletion_idx on booking (deletion_id);
create index folder_deletion_idx on folder (deletion_id);
create index order_deletion_idx on `order` (deletion_id);
create index slot_deletion_idx on slot (deletion_id);
create index vehicle_deletion_idx on vehicle (deletion_id);

-- Of live rows.

alter table account add column email_lower varchar(100) generated always as (lower(email)) stored invisible;
alter table account add column live_row integer generated always as (case when deleted_at is null then 1 end) stored invisible;
create unique index account_email_tenant_live_key on account (email_lower, tenant, live_row);
alter table article add column live_row integer generated always as (case when deleted_at is null then 1 end) stored invisible;
create unique index article_sku_live_key on article (sku, live_row);
create index article_title_price_live_idx on article (title, price, deleted_at);
alter table badge add column live_row integer generated always as (case when deleted is null or deleted=false then 1 end) stored invisible;
create unique index badge_label_live_key on badge (label, live_row);
create index badge_color_live_idx on badge (color, deleted);
alter table booking add column live_row integer generated always as (case when deleted_at is null then 1 end) stored invisible;
create unique index booking_room_arrival_nights_live_key on booking (room, arrival, nights, live_row);
alter table vehicle add column chassis_lower varchar(255) generated always as (lower(chassis)) stored invisible;
alter table vehicle add column live_row_car integer generated always as (case when deleted_at is null and dtype in ('Car','Driver''s') then 1 end) stored invisible;
create unique index vehicle_car_chassis_live_key on vehicle (chassis_lower, live_row_car);
create index vehicle_car_doors_live_idx on vehicle (doors, deleted_at);
alter table folder add column parent_is_null integer generated always as (case when parent is null then 1 else 0 end) stored invisible;
alter table folder add column parent_or_zero bigint generated always as (coalesce(parent, 0)) stored invisible;
alter table folder add column name_is_null integer generated always as (case when name is null then 1 else 0 end) stored invisible;
alter table folder add column name_lower_or_zero varchar(255) generated always as (coalesce(lower(name), '0')) stored invisible;
alter table folder add column live_row integer generated always as (case when deleted_at is null then 1 end) stored invisible;
create unique index folder_parent_name_live_key on folder (parent_is_null, parent_or_zero, name_is_null, name_lower_or_zero, live_row);
alter table `order` add column group_lower varchar(255) generated always as (lower(`group`)) stored invisible;
alter table `order` add column live_row integer generated always as (case when deleted_at is null then 1 end) stored invisible;
create unique index order_group_select_live_key on `order` (group_lower, `select`, live_row);
create index `index` on `order` (`group`, deleted_at);
alter table tag add column live_row_ownedtag integer generated always as (case when (deleted is null or deleted=false) and dtype in ('OwnedTag') then 1 end) stored invisible;
create unique index tag_ownedtag_owner_live_key on tag (owner, live_row_ownedtag);
alter table product add column code_lower varchar(255) generated always as (lower(code)) stored invisible;
alter table product add column live_row integer generated always as (case when deleted_at is null then 1 end) stored invisible;
create unique index shop_product_code_live_key on product (code_lower, live_row);
alter table slot add column a_text_is_null integer generated always as (case when a_text is null then 1 else 0 end) stored invisible;
alter table slot add column a_text_or_zero varchar(40) generated always as (coalesce(a_text, '0')) stored invisible;
alter table slot add column a_number_is_null integer generated always as (case when a_number is null then 1 else 0 end) stored invisible;
alter table slot add column a_number_or_zero decimal(12,2) generated always as (coalesce(a_number, 0)) stored invisible;
alter table slot add column a_uuid_is_null integer generated always as (case when a_uuid is null then 1 else 0 end) stored invisible;
alter table slot add column a_uuid_or_zero uuid generated always as (coalesce(a_uuid, cast('00000000-0000-0000-0000-000000000000' as uuid))) stored invisible;
alter table slot add column a_kind_is_null integer generated always as (case when a_kind is null then 1 else 0 end) stored invisible;
alter table slot add column a_kind_or_zero enum ('LONG','SHORT') generated always as (coalesce(a_kind, 'LONG')) stored invisible;
alter table slot add column live_row integer generated always as (case when deleted_at is null then 1 end) stored invisible;
create unique index slot_of_place on slot (place, a_text_is_null, a_text_or_zero, a_number_is_null, a_number_or_zero, a_uuid_is_null, a_uuid_or_zero, a_kind_is_null, a_kind_or_zero, live_row);
alter table slot add column a_date_is_null integer generated always as (case when a_date is null then 1 else 0 end) stored invisible;
alter table slot add column a_date_or_zero date generated always as (coalesce(a_date, date '1970-01-01')) stored invisible;
alter table slot add column a_time_is_null integer generated always as (case when a_time is null then 1 else 0 end) stored invisible;
alter table slot add column a_time_or_zero time(0) generated always as (coalesce(a_time, time '00:00:00')) stored invisible;
alter table slot add column an_instant_is_null integer generated always as (case when an_instant is null then 1 else 0 end) stored invisible;
alter table slot add column an_instant_or_zero datetime(6) generated always as (coalesce(an_instant, timestamp '1970-01-01 00:00:00')) stored invisible;
alter table slot add column a_flag_is_null integer generated always as (case when a_flag is null then 1 else 0 end) stored invisible;
alter table slot add column a_flag_or_zero bit generated always as (coalesce(a_flag, false)) stored invisible;
create unique index slot_of_time on slot (place, a_date_is_null, a_date_or_zero, a_time_is_null, a_time_or_zero, an_instant_is_null, an_instant_or_zero, a_flag_is_null, a_flag_or_zero, live_row);
alter table tag add column live_row integer generated always as (case when deleted is null or deleted=false then 1 end) stored invisible;
create unique index tag_label_live_key on tag (label, live_row);
alter table vehicle add column live_row integer generated always as (case when deleted_at is null then 1 end) stored invisible;
create unique index vehicle_plate_live_key on vehicle (plate, live_row);
