-- PostgreSQL 15 and later: partial indexes; nulls are equal where the index says so.

create unique index account_email_tenant_live_key on account ((lower(email)), tenant) where deleted_at is null;
create unique index article_sku_live_key on article (sku) where deleted_at is null;
create index article_title_price_live_idx on article (title, price) where deleted_at is null;
create unique index badge_label_live_key on badge (label) where deleted is null or deleted=false;
create index badge_color_live_idx on badge (color) where deleted is null or deleted=false;
create unique index booking_room_arrival_nights_live_key on booking (room, arrival, nights) where deleted_at is null;
create unique index vehicle_car_chassis_live_key on vehicle ((lower(chassis))) where deleted_at is null and dtype in ('Car','Driver''s');
create index vehicle_car_doors_live_idx on vehicle (doors) where deleted_at is null and dtype in ('Car','Driver''s');
create unique index folder_parent_name_live_key on folder (parent, (lower(name))) nulls not distinct where deleted_at is null;
create unique index order_group_select_live_key on "order" ((lower("group")), "select") where deleted_at is null;
create index "index" on "order" ("group") where deleted_at is null;
create unique index tag_ownedtag_owner_live_key on tag (owner) where (deleted is null or deleted=false) and dtype in ('OwnedTag');
create unique index shop_product_code_live_key on shop.product ((lower(code))) where deleted_at is null;
create unique index slot_of_place on slot (place, a_text, a_number, a_uuid, a_kind) nulls not distinct where deleted_at is null;
create unique index slot_of_time on slot (place, a_date, a_time, an_instant, a_flag) nulls not distinct where deleted_at is null;
create unique index tag_label_live_key on tag (label) where deleted is null or deleted=false;
create unique index vehicle_plate_live_key on vehicle (plate) where deleted_at is null;
