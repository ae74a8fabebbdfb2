BEGIN TRANSACTION;
CREATE TABLE articles (
	id TEXT NOT NULL, 
	url TEXT, 
	site TEXT, 
	edition TEXT, 
	headline TEXT, 
	body TEXT, 
	published TEXT, 
	published_at TEXT, 
	published_raw TEXT, 
	source TEXT, 
	source_id TEXT, 
	original_url TEXT, 
	author TEXT, 
	agency TEXT, 
	section TEXT, 
	language TEXT, 
	language_confidence FLOAT, 
	images JSON, 
	truncated BOOLEAN, 
	ticker_id TEXT, 
	fetched_at TEXT, 
	layout TEXT, 
	extractor_version TEXT, 
	content_hash TEXT, 
	capture_ref TEXT, 
	warnings JSON, 
	PRIMARY KEY (id)
);
INSERT INTO "articles" VALUES('maghress/fr/atlasmatin/1','https://www.maghress.com/fr/atlasmatin/1','maghress','fr','سوق الخميس يعود إلى مكانه','قال التجار إن السوق عاد. (صححت هذه الجملة)','2026-01-28',NULL,'28 - 01 - 2026',NULL,'atlasmatin',NULL,NULL,NULL,NULL,'ar',0.5,'[]',0,NULL,'2026-01-30T12:00:02Z','article','1','1111111111111111111111111111111111111111111111111111111111111111',NULL,'["no_author"]');
INSERT INTO "articles" VALUES('maghress/fr/atlasmatin/2','https://www.maghress.com/fr/atlasmatin/2','maghress','fr','Le pont d''Azrou rouvre « enfin » à la circulation','Le pont est ouvert depuis lundi.

عبرته أول حافلة صباح اليوم.','2026-01-29','2026-01-29T18:05:00+01:00','29 - 01 - 2026','Atlas Matin','atlasmatin','https://www.atlasmatin.example/pont?lang=fr&page=1#haut','Salma Berrada','MAP','Régions','fr',0.97,'[{"url": "https://img.example/pont.jpg", "caption": "الجسر"}, {"url": "https://img.example/bus.jpg", "caption": null}]',1,'maghress/fr/0a1b2c','2026-01-30T12:00:00Z','article','1','2222222222222222222222222222222222222222222222222222222222222222','maghress-20260130.warc.gz#1024','["url_from_page", "line_dropped"]');
INSERT INTO "articles" VALUES('blog.example/9f8e7d','https://blog.example/post',NULL,NULL,'A page of no known site',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'und',NULL,'[]',0,NULL,NULL,NULL,'1',NULL,NULL,'[]');
CREATE TABLE newsscraper (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "newsscraper" VALUES('schema_version','1');
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
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES(1,'maghress','{"site": "maghress", "editions": ["fr"], "sources": [], "limit": null}','2026-11-30T07:08:10Z','2026-11-30T07:08:10Z','limit','{"pages": 3, "suspicions": []}');
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
CREATE TABLE tickers (
	id TEXT NOT NULL, 
	site TEXT, 
	edition TEXT, 
	items JSON NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "tickers" VALUES('maghress/fr/0a1b2c','maghress','fr','[{"position": 1, "headline": "أمطار على الأطلس", "url": "https://www.maghress.com/atlasmatin/3", "article_id": "maghress/ar/atlasmatin/3", "language": "ar"}, {"position": 2, "headline": "Deux cols fermés", "url": null, "article_id": null, "language": "und"}]');
CREATE INDEX articles_by_source ON articles (site, source_id, published);
CREATE INDEX articles_by_date ON articles (published, id);
COMMIT;
