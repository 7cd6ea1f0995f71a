insert into account (id, email) values (1, 'a');
insert into account (id, email, deleted_at) values (2, 'a', current_timestamp);
