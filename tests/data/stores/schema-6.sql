BEGIN TRANSACTION;
CREATE TABLE articles (
	id TEXT NOT NULL, 
	url TEXT, 
	canonical_url TEXT, 
	site TEXT, 
	edition TEXT, 
	headline TEXT, 
	body TEXT, 
	body_markdown TEXT, 
	published TEXT, 
	published_at TEXT, 
	published_raw TEXT, 
	modified TEXT, 
	modified_at TEXT, 
	source TEXT, 
	source_id TEXT, 
	original_url TEXT, 
	author TEXT, 
	authors JSON, 
	agency TEXT, 
	section TEXT, 
	tags JSON, 
	description TEXT, 
	language TEXT, 
	language_confidence FLOAT, 
	images JSON, 
	lead_image TEXT, 
	truncated BOOLEAN, 
	paywalled BOOLEAN, 
	ticker_id TEXT, 
	fetched_at TEXT, 
	layout TEXT, 
	extractor_version TEXT, 
	content_hash TEXT, 
	capture_ref TEXT, 
	witnesses JSON, 
	rights JSON, 
	warnings JSON, 
	PRIMARY KEY (id)
);
INSERT INTO "articles" VALUES('maghress/fr/atlasmatin/1','https://www.maghress.com/fr/atlasmatin/1',NULL,'maghress','fr','سوق الخميس يعود إلى مكانه','قال التجار إن السوق عاد. (صححت هذه الجملة)',NULL,'2026-01-28',NULL,'28 - 01 - 2026',NULL,NULL,NULL,'atlasmatin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'ar',0.5,'[]',NULL,0,NULL,NULL,'2026-01-30T12:00:02Z','article','1','1111111111111111111111111111111111111111111111111111111111111111',NULL,NULL,NULL,'["no_author"]');
INSERT INTO "articles" VALUES('maghress/fr/atlasmatin/2','https://www.maghress.com/fr/atlasmatin/2',NULL,'maghress','fr','Le pont d''Azrou rouvre « enfin » à la circulation','Le pont est ouvert depuis lundi.

عبرته أول حافلة صباح اليوم.',NULL,'2026-01-29','2026-01-29T18:05:00+01:00','29 - 01 - 2026',NULL,NULL,'Atlas Matin','atlasmatin','https://www.atlasmatin.example/pont?lang=fr&page=1#haut','Salma Berrada',NULL,'MAP','Régions',NULL,NULL,'fr',0.97,'[{"url": "https://img.example/pont.jpg", "caption": "الجسر"}, {"url": "https://img.example/bus.jpg", "caption": null}]',NULL,1,NULL,'maghress/fr/0a1b2c','2026-01-30T12:00:00Z','article','1','2222222222222222222222222222222222222222222222222222222222222222','maghress-20260130.warc.gz#1024',NULL,NULL,'["url_from_page", "line_dropped"]');
INSERT INTO "articles" VALUES('blog.example/9f8e7d','https://blog.example/post',NULL,NULL,NULL,'A page of no known site',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'und',NULL,'[]',NULL,0,NULL,NULL,NULL,NULL,'1',NULL,NULL,NULL,NULL,'[]');
CREATE TABLE changes (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article_id TEXT NOT NULL, 
	UNIQUE (article_id), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "changes" VALUES(2,'maghress/fr/atlasmatin/2');
INSERT INTO "changes" VALUES(3,'maghress/fr/atlasmatin/1');
INSERT INTO "changes" VALUES(4,'blog.example/9f8e7d');
CREATE TABLE exports (
	name TEXT NOT NULL, 
	scope JSON NOT NULL, 
	done INTEGER NOT NULL, 
	under_way INTEGER, 
	takedowns_before INTEGER, 
	takedowns_done INTEGER, 
	PRIMARY KEY (name)
);
INSERT INTO "exports" VALUES('daily','{"output": "daily.jsonl"}',1,NULL,0,NULL);
CREATE TABLE newsscraper (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "newsscraper" VALUES('schema_version','6');
CREATE TABLE quality (
	run_id INTEGER NOT NULL, 
	site TEXT NOT NULL, 
	edition TEXT NOT NULL, 
	source_id TEXT NOT NULL, 
	layout TEXT NOT NULL, 
	pages INTEGER NOT NULL, 
	body INTEGER NOT NULL, 
	published INTEGER NOT NULL, 
	source INTEGER NOT NULL, 
	PRIMARY KEY (run_id, site, edition, source_id, layout)
);
INSERT INTO "quality" VALUES(1,'maghress','fr','atlasmatin','article',3,3,3,1);
CREATE TABLE run_articles (
	run_id INTEGER NOT NULL, 
	article_id TEXT NOT NULL, 
	PRIMARY KEY (run_id, article_id), 
	FOREIGN KEY(run_id) REFERENCES runs (id), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "run_articles" VALUES(1,'maghress/fr/atlasmatin/1');
INSERT INTO "run_articles" VALUES(1,'maghress/fr/atlasmatin/2');
INSERT INTO "run_articles" VALUES(1,'blog.example/9f8e7d');
CREATE TABLE run_tickers (
	run_id INTEGER NOT NULL, 
	ticker_id TEXT NOT NULL, 
	PRIMARY KEY (run_id, ticker_id), 
	FOREIGN KEY(run_id) REFERENCES runs (id), 
	FOREIGN KEY(ticker_id) REFERENCES tickers (id)
);
INSERT INTO "run_tickers" VALUES(1,'maghress/fr/0a1b2c');
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	site TEXT, 
	scope JSON NOT NULL, 
	started_at TEXT NOT NULL, 
	finished_at TEXT, 
	outcome TEXT, 
	report JSON, 
	open BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES(1,'maghress','{"site": "maghress", "editions": ["fr"], "sources": [], "limit": null}','2026-11-30T17:25:24Z','2026-11-30T17:25:24Z','limit','{"pages": 3, "suspicions": []}',1);
CREATE TABLE sightings (
	ticker_id TEXT NOT NULL, 
	fetched_at TEXT NOT NULL, 
	PRIMARY KEY (ticker_id, fetched_at), 
	FOREIGN KEY(ticker_id) REFERENCES tickers (id)
);
INSERT INTO "sightings" VALUES('maghress/fr/0a1b2c','2026-01-30T12:00:00Z');
INSERT INTO "sightings" VALUES('maghress/fr/0a1b2c','2026-01-30T12:00:02Z');
CREATE TABLE sources (
	site TEXT NOT NULL, 
	edition TEXT NOT NULL, 
	source_id TEXT NOT NULL, 
	name TEXT, 
	PRIMARY KEY (site, edition, source_id)
);
INSERT INTO "sources" VALUES('maghress','fr','atlasmatin','Atlas Matin');
CREATE TABLE stretches (
	site TEXT NOT NULL, 
	edition TEXT NOT NULL, 
	source_id TEXT NOT NULL, 
	newest BIGINT NOT NULL, 
	oldest BIGINT NOT NULL, 
	since TEXT, 
	etag TEXT, 
	last_modified TEXT, 
	run INTEGER, 
	walked_at TEXT NOT NULL, 
	PRIMARY KEY (site, edition, source_id, newest)
);
INSERT INTO "stretches" VALUES('maghress','fr','atlasmatin',6,1,'2026-01-01','"e"','Thu',1,'2026-11-30T17:25:24Z');
CREATE TABLE takedowns (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article_id TEXT NOT NULL, 
	url TEXT, 
	site TEXT, 
	edition TEXT, 
	source_id TEXT, 
	was_stored BOOLEAN NOT NULL, 
	removed_at TEXT NOT NULL, 
	UNIQUE (article_id)
);
INSERT INTO "takedowns" VALUES(1,'maghress/fr/atlasmatin/90','https://www.maghress.com/fr/atlasmatin/90','maghress','fr','atlasmatin',0,'2026-11-30T17:25:24Z');
CREATE TABLE tickers (
	id TEXT NOT NULL, 
	site TEXT, 
	edition TEXT, 
	items JSON NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "tickers" VALUES('maghress/fr/0a1b2c','maghress','fr','[{"position": 1, "headline": "أمطار على الأطلس", "url": "https://www.maghress.com/atlasmatin/3", "article_id": "maghress/ar/atlasmatin/3", "language": "ar"}, {"position": 2, "headline": "Deux cols fermés", "url": null, "article_id": null, "language": "und"}]');
CREATE TABLE urls (
	id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	site TEXT, 
	edition TEXT, 
	source_id TEXT, 
	kind TEXT NOT NULL, 
	state TEXT NOT NULL, 
	priority INTEGER NOT NULL, 
	tries INTEGER NOT NULL, 
	kills INTEGER NOT NULL, 
	depth INTEGER NOT NULL, 
	found_on TEXT, 
	found_run INTEGER, 
	run_id INTEGER, 
	request JSON, 
	status INTEGER, 
	cause TEXT, 
	reason TEXT, 
	etag TEXT, 
	last_modified TEXT, 
	visited_at TEXT, 
	next_visit TEXT, 
	article_id TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (url)
);
INSERT INTO "urls" VALUES(1,'https://www.maghress.com/fr/atlasmatin/2','maghress','fr','atlasmatin','article','done',10,0,0,2,'https://www.maghress.com/fr/atlasmatin',1,1,NULL,200,NULL,NULL,'"f"',NULL,'2026-01-30T12:00:03Z',NULL,'maghress/fr/atlasmatin/2');
INSERT INTO "urls" VALUES(2,'https://www.maghress.com/fr/atlasmatin/1','maghress','fr','atlasmatin','article','done',10,0,0,2,'https://www.maghress.com/fr/atlasmatin',1,1,NULL,200,NULL,NULL,NULL,'Thu','2026-01-30T12:00:03Z',NULL,'maghress/fr/atlasmatin/1');
INSERT INTO "urls" VALUES(3,'https://www.maghress.com/fr/atlasmatin/6','maghress','fr','atlasmatin','article','queued',10,0,0,2,'https://www.maghress.com/fr/atlasmatin',1,1,'{"headers": {"Accept": ["text/html"]}}',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "urls" VALUES(4,'https://www.maghress.com/fr/atlasmatin/7','maghress','fr','atlasmatin','article','failed',10,3,0,2,'https://www.maghress.com/fr/atlasmatin',1,1,NULL,500,'http_5xx','500 Internal Server Error',NULL,NULL,'2026-01-30T12:00:03Z','2026-01-31T12:00:00Z',NULL);
INSERT INTO "urls" VALUES(5,'https://www.maghress.com/fr/atlasmatin/8','maghress','fr','atlasmatin','article','gone',10,0,0,2,'https://www.maghress.com/fr/atlasmatin',1,1,NULL,404,'http_404','404 Not Found',NULL,NULL,'2026-01-30T12:00:03Z',NULL,NULL);
INSERT INTO "urls" VALUES(6,'https://www.maghress.com/fr/atlasmatin/90','maghress','fr','atlasmatin','article','removed',0,0,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE versions (
	article_id TEXT NOT NULL, 
	seen_at TEXT NOT NULL, 
	content_hash TEXT, 
	record JSON, 
	PRIMARY KEY (article_id, seen_at)
);
INSERT INTO "versions" VALUES('maghress/fr/atlasmatin/1','2026-01-30T12:00:01Z','0000000000000000000000000000000000000000000000000000000000000000','{"id": "maghress/fr/atlasmatin/1", "url": "https://www.maghress.com/fr/atlasmatin/1", "canonical_url": null, "site": "maghress", "edition": "fr", "headline": "سوق الخميس يعود إلى مكانه", "body": "قال التجار إن السوق عد.", "body_markdown": null, "published": "2026-01-28", "published_at": null, "published_raw": "28 - 01 - 2026", "modified": null, "modified_at": null, "source": null, "source_id": "atlasmatin", "original_url": null, "author": null, "authors": null, "agency": null, "section": null, "tags": null, "description": null, "language": "ar", "language_confidence": 0.5, "images": [], "lead_image": null, "truncated": false, "paywalled": null, "ticker_id": null, "fetched_at": "2026-01-30T12:00:01Z", "layout": "article", "extractor_version": "1", "content_hash": "0000000000000000000000000000000000000000000000000000000000000000", "capture_ref": null, "witnesses": null, "rights": null, "warnings": ["no_author"]}');
CREATE INDEX articles_by_date ON articles (published DESC, id);
CREATE INDEX articles_by_source ON articles (site, source_id, edition, published);
CREATE INDEX urls_by_state ON urls (site, state, source_id);
CREATE INDEX urls_queue ON urls (run_id, priority DESC, id) WHERE state = 'queued';
CREATE INDEX quality_by_source ON quality (site, edition, source_id, run_id);
CREATE INDEX run_articles_by_article ON run_articles (article_id);
CREATE TRIGGER articles_new AFTER INSERT ON articles BEGIN DELETE FROM changes WHERE article_id = NEW.id; INSERT INTO changes (article_id) VALUES (NEW.id); END;
CREATE TRIGGER articles_changed AFTER UPDATE ON articles WHEN NEW.url IS NOT OLD.url OR NEW.canonical_url IS NOT OLD.canonical_url OR NEW.site IS NOT OLD.site OR NEW.edition IS NOT OLD.edition OR NEW.headline IS NOT OLD.headline OR NEW.body IS NOT OLD.body OR NEW.body_markdown IS NOT OLD.body_markdown OR NEW.published IS NOT OLD.published OR NEW.published_at IS NOT OLD.published_at OR NEW.published_raw IS NOT OLD.published_raw OR NEW.modified IS NOT OLD.modified OR NEW.modified_at IS NOT OLD.modified_at OR NEW.source IS NOT OLD.source OR NEW.source_id IS NOT OLD.source_id OR NEW.original_url IS NOT OLD.original_url OR NEW.author IS NOT OLD.author OR NEW.authors IS NOT OLD.authors OR NEW.agency IS NOT OLD.agency OR NEW.section IS NOT OLD.section OR NEW.tags IS NOT OLD.tags OR NEW.description IS NOT OLD.description OR NEW.language IS NOT OLD.language OR NEW.language_confidence IS NOT OLD.language_confidence OR NEW.images IS NOT OLD.images OR NEW.lead_image IS NOT OLD.lead_image OR NEW.truncated IS NOT OLD.truncated OR NEW.paywalled IS NOT OLD.paywalled OR NEW.layout IS NOT OLD.layout OR NEW.extractor_version IS NOT OLD.extractor_version OR NEW.content_hash IS NOT OLD.content_hash OR NEW.witnesses IS NOT OLD.witnesses OR NEW.rights IS NOT OLD.rights OR NEW.warnings IS NOT OLD.warnings BEGIN DELETE FROM changes WHERE article_id = NEW.id; INSERT INTO changes (article_id) VALUES (NEW.id); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('changes',4);
INSERT INTO "sqlite_sequence" VALUES('takedowns',1);
COMMIT;
