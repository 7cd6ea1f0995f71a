-- MySQL from 8.0.13: functional key parts, each in parentheses. Deleted rows have a null in the last one, and nulls
-- are distinct. An index has at most 16 parts.

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

create unique index account_email_tenant_live_key on account ((lower(email)), tenant, (case when deleted_at is null then 1 end));
create unique index article_sku_live_key on article (sku, (case when deleted_at is null then 1 end));
create index article_title_price_live_idx on article (title, price, deleted_at);
create unique index badge_label_live_key on badge (label, (case when deleted is null or deleted=false then 1 end));
create index badge_color_live_idx on badge (color, deleted);
create unique index booking_room_arrival_nights_live_key on booking (room, arrival, nights, (case when deleted_at is null then 1 end));
create unique index vehicle_car_chassis_live_key on vehicle ((lower(chassis)), (case when deleted_at is null and dtype in ('Car','Driver''s') then 1 end));
create index vehicle_car_doors_live_idx on vehicle (doors, deleted_at);
create unique index folder_parent_name_live_key on folder ((case when parent is null then 1 else 0 end), (coalesce(parent, 0)), (case when name is null then 1 else 0 end), (coalesce(lower(name), '0')), (case when deleted_at is null then 1 end));
create unique index order_group_select_live_key on `order` ((lower(`group`)), `select`, (case when deleted_at is null then 1 end));
create index `index` on `order` (`group`, deleted_at);
create unique index tag_ownedtag_owner_live_key on tag (owner, (case when (deleted is null or deleted=false) and dtype in ('OwnedTag') then 1 end));
create unique index shop_product_code_live_key on product ((lower(code)), (case when deleted_at is null then 1 end));
create unique index slot_of_place on slot (place, (case when a_text is null then 1 else 0 end), (coalesce(a_text, '0')), (case when a_number is null then 1 else 0 end), (coalesce(a_number, 0)), (case when a_uuid is null then 1 else 0 end), (coalesce(a_uuid, X'00000000000000000000000000000000')), (case when a_kind is null then 1 else 0 end), (coalesce(a_kind, 'LONG')), (case when deleted_at is null then 1 end));
create unique index slot_of_time on slot (place, (case when a_date is null then 1 else 0 end), (coalesce(a_date, date '1970-01-01')), (case when a_time is null then 1 else 0 end), (coalesce(a_time, time '00:00:00')), (case when an_instant is null then 1 else 0 end), (coalesce(an_instant, timestamp '1970-01-01 00:00:00')), (case when a_flag is null then 1 else 0 end), (coalesce(a_flag, false)), (case when deleted_at is null then 1 end));
create unique index tag_label_live_key on tag (label, (case when deleted is null or deleted=false then 1 end));
create unique index vehicle_plate_live_key on vehicle (plate, (case when deleted_at is null then 1 end));
