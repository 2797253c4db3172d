FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 YUANZHI_VAR=/var/lib/yuanzhi DJANGO_SETTINGS_MODULE=config.settings
RUN useradd --create-home --uid 10001 yuanzhi && install -d -o yuanzhi /var/lib/yuanzhi
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN python manage.py collectstatic --noinput && chown -R yuanzhi /var/lib/yuanzhi
USER yuanzhi
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--timeout", "60"]
