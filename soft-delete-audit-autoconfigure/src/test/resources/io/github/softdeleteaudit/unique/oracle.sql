-- Oracle: function-based indexes. A row is left out where all expressions are null.

-- Of deleted rows. There are no partial indexes.

create index shop.shop_product_deletion_idx on shop.product (deletion_id);
create index account_deletion_idx on account (deletion_id);
create index article_deletion_idx on article (deletion_id);
create index booking_deletion_idx on booking (deletion_id);
create index folder_deletion_idx on folder (deletion_id);
create index order_deletion_idx on "order" (deletion_id);
create index slot_deletion_idx on slot (deletion_id);
create index vehicle_deletion_idx on vehicle (deletion_id);

-- Of live rows.

create unique index account_email_tenant_live_key on account ((case when deleted_at is null then lower(email) end), (case when deleted_at is null then tenant end));
create unique index article_sku_live_key on article ((case when deleted_at is null then sku end));
create index article_title_price_live_idx on article (title, price, deleted_at);
create unique index badge_label_live_key on badge ((case when deleted is null or deleted=0 then label end));
create index badge_color_live_idx on badge (color, deleted);
create unique index booking_room_arrival_nights_live_key on booking ((case when deleted_at is null and arrival is not null and nights is not null then room end), (case when deleted_at is null and arrival is not null and nights is not null then arrival end), (case when deleted_at is null and arrival is not null and nights is not null then nights end));
create unique index vehicle_car_chassis_live_key on vehicle ((case when deleted_at is null and dtype in ('Car','Driver''s') then lower(chassis) end));
create index vehicle_car_doors_live_idx on vehicle (doors, deleted_at);
create unique index folder_parent_name_live_key on folder ((case when deleted_at is null then 1 end), (case when deleted_at is null then parent end), (case when deleted_at is null then lower(name) end));
create unique index order_group_select_live_key on "order" ((case when deleted_at is null and "select" is not null then lower("group") end), (case when deleted_at is null and "select" is not null then "select" end));
create index "index" on "order" ("group", deleted_at);
create unique index tag_ownedtag_owner_live_key on tag ((case when ((deleted is null or deleted=0) and dtype in ('OwnedTag')) and owner is not null then owner end));
create unique index shop.shop_product_code_live_key on shop.product ((case when deleted_at is null then lower(code) end));
create unique index slot_of_place on slot ((case when deleted_at is null then 1 end), (case when deleted_at is null then place end), (case when deleted_at is null then a_text end), (case when deleted_at is null then a_number end), (case when deleted_at is null then a_uuid end), (case when deleted_at is null then a_kind end));
create unique index slot_of_time on slot ((case when deleted_at is null then 1 end), (case when deleted_at is null then place end), (case when deleted_at is null then a_date end), (case when deleted_at is null then a_time end), (case when deleted_at is null then sys_extract_utc(an_instant) end), (case when deleted_at is null then a_flag end));
create unique index tag_label_live_key on tag ((case when (deleted is null or deleted=0) and label is not null then label end));
create unique index vehicle_plate_live_key on vehicle ((case when deleted_at is null then plate end));
