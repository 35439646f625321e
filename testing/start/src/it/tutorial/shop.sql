create table orders (
  id uuid not null,
  customer character varying(80) not null,
  paid boolean not null,
  version bigint not null,
  primary key (id)
);

create table order_lines (
  order_id uuid not null,
  position integer not null,
  item text not null,
  quantity integer not null,
  price_cents bigint not null,
  price_currency text not null,
  primary key (order_id, position),
  constraint order_lines_order_id_fkey foreign key (order_id) references orders (id)
);

create table keelson_commits (
  token uuid not null,
  attempt integer not null,
  committed boolean not null,
  author bigint,
  actor text not null,
  at timestamp with time zone not null,
  primary key (token, attempt)
);

create index keelson_commits_at_idx on keelson_commits using brin (at);
