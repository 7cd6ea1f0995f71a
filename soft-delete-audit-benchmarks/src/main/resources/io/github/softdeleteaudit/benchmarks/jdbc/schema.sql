-- As Hibernate makes the schema of the starter's application
create sequence customer_seq;
create sequence purchase_seq;
create sequence revinfo_seq;
create table customer (id bigint not null primary key, version bigint not null, region varchar(255), deleted_at timestamp(6) with time zone, deleted_by varchar(255), deletion_id uuid);
create table purchase (id bigint not null primary key, version bigint not null, title varchar(255), customer_id bigint references customer, deleted_at timestamp(6) with time zone, deleted_by varchar(255), deletion_id uuid);
create table revinfo (rev bigint not null primary key, revtstmp timestamp(6) with time zone not null, actor varchar(255) not null, impersonator varchar(255), request_id varchar(255), reason varchar(1000));
create table customer_aud (id bigint not null, rev bigint not null references revinfo, revtype smallint, region varchar(255), deleted_at timestamp(6) with time zone, deleted_by varchar(255), deletion_id uuid, primary key (id, rev));
create table purchase_aud (id bigint not null, rev bigint not null references revinfo, revtype smallint, title varchar(255), customer_id bigint, deleted_at timestamp(6) with time zone, deleted_by varchar(255), deletion_id uuid, primary key (id, rev));
create index customer_region_idx on customer (region, id);
create index customer_deletion_idx on customer (deletion_id);
create index customer_aud_rev_idx on customer_aud (rev);
create index purchase_customer_idx on purchase (customer_id);
create index purchase_deletion_idx on purchase (deletion_id);
create index purchase_aud_rev_idx on purchase_aud (rev);
create index purchase_aud_customer_idx on purchase_aud (customer_id, rev);
create index revinfo_instant_idx on revinfo (revtstmp);
create index revinfo_actor_idx on revinfo (actor, revtstmp);
create index revinfo_request_idx on revinfo (request_id);
