# The site for several servers: with the PostgreSQL driver and the client of Redis and Valkey. compose.yaml runs it.
FROM python:3.13.9-slim-trixie AS packages
WORKDIR /srv/learn
COPY requirements.txt requirements-servers.txt ./
RUN python -m venv .venv \
 && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
      -r requirements.txt -r requirements-servers.txt

FROM python:3.13.9-slim-trixie
# pg_dump and pg_restore of the same release as the server of compose.yaml, for copies; openssl for its certificates
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends openssl postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin learn \
 && install -d -o learn -g learn -m 700 /data /copies
WORKDIR /srv/learn
ENV PATH=/srv/learn/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 ERASED_FILE=/data/erased.txt
COPY --from=packages /srv/learn/.venv .venv
COPY . .
# keys only while files are collected, which uses none; the image holds no setting of any site
RUN ALLOWED_HOSTS=localhost \
    SECRET_KEY=while-the-image-is-built-0123456789-0123456789 \
    ERASURE_KEY=while-the-image-is-built-0123456789-0123456789 \
    python manage.py collectstatic --noinput -v0 \
 && python -m compileall -q courses literacy
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "literacy.setup.ask_ready"]
CMD ["granian", "literacy.wsgi:application", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "2", "--respawn-failed-workers", "--workers-kill-timeout", "10", "--backlog", "4096", "--backpressure", "4096", "--http1-header-read-timeout", "10000"]
