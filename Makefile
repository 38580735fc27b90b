# Needs make and Python 3.11 or newer; makes .venv itself, with uv where there is one. `make help` lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: setup demo run test test-long lint bench docs screenshots lock help clean chromium

PYTHON := .venv/bin/python
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
# pytest says 5 when no test has the mark. `make test BROWSER=no` leaves the tests in a browser out.
BROWSER := $(if $(wildcard tests/browser),yes,no)
COMPILE := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
TOGETHER := $(PYTHON) -m pytest -q -n 2 --dist worksteal -m "not (prefect or browser or long)"
BESIDE := $(PYTHON) -m pytest -q -n 2 --dist loadfile -m "$(if $(filter no,$(BROWSER)),prefect,(prefect or browser)) and not long"

# One sentence when something is missing.
NO_PYTHON := 未找到 Python 3.11 或更高版本，请安装后重试。 Python 3.11 or newer was not found: install it and try again.
NO_VENV := Python 缺少 venv 模块，请安装后重试（Debian、Ubuntu：apt install python3-venv）。 \
	Python has no venv module: install it and try again (Debian, Ubuntu: apt install python3-venv).
NO_PACKAGES := 依赖安装未完成，请检查网络，或者为 pip 配置软件包镜像后重试。 \
	Packages could not be installed: check the network, or give pip a package mirror, and try again.
NO_CHROMIUM := 浏览器测试缺少 Chromium，请安装（Debian：apt install chromium），或者以 make test BROWSER=no 略过。 \
	Tests in a browser need Chromium: install it (Debian: apt install chromium), or leave them out with make test BROWSER=no.
NO_UV := 锁定依赖需要 uv，请安装后重试。 Locking packages needs uv: install it and try again.
stop = { printf '%s\n' '$(1)' >&2; exit 1; }

# $(call install,arguments of `pip install`): by uv, and by pip where uv is missing or knows no package index.
install = { uv --version >/dev/null 2>&1 && uv pip install -q --python $(PYTHON) --compile-bytecode $(1); } \
	|| $(PYTHON) -m pip install -q --disable-pip-version-check $(1) || $(call stop,$(NO_PACKAGES))

setup: $(DEV) ## 准备开发环境 | prepare what runs and what tests need

demo: $(RUNTIME) ## 演示一件决策的全过程 | take a real decision through the whole procedure
	@.venv/bin/decision-flow demo

run: $(RUNTIME) ## 在本机启动全部服务 | Prefect, worker and web on this machine
	@.venv/bin/decision-flow run

test: $(DEV) chromium lint ## 提交前的全部检查 | everything a commit needs
	$(TOGETHER)
	$(BESIDE) || [ $$? -eq 5 ]

test-long: $(DEV) ## 耗时数分钟的测试 | the tests that take minutes
	$(PYTHON) -m pytest -q -n 2 --dist worksteal -m "long and not prefect"
	$(PYTHON) -m pytest -q -m "long and prefect" || [ $$? -eq 5 ]

lint: $(DEV) ## 风格、类型、引用方向 | style, types, who imports whom
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

bench: $(DEV) ## 性能测量 | benchmarks, results in bench/results
	$(PYTHON) -m bench.engine
	$(PYTHON) -m bench.flows
	$(PYTHON) -m bench.gate
	$(PYTHON) -m bench.law
	$(PYTHON) -m bench.pages
	$(PYTHON) -m bench.papers
	$(PYTHON) -m bench.proof

screenshots: $(DEV) chromium ## 页面截图（先 make demo） | pictures of the pages, after make demo
	$(PYTHON) -m tests.browser.screenshots

docs: $(RUNTIME) ## 生成接口说明和条款落实情况 | the OpenAPI document and the statute coverage, in var/docs
	@mkdir -p var/docs
	.venv/bin/decision-flow openapi > var/docs/openapi.json
	.venv/bin/decision-flow coverage --page > var/docs/coverage.md
	cp var/docs/coverage.md docs/coverage.md

lock: ## 锁定依赖（需要 uv） | lock the packages with hashes (needs uv)
	@uv --version >/dev/null 2>&1 || $(call stop,$(NO_UV))
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) -c requirements.txt requirements-dev.in -o requirements-dev.txt
	echo setuptools | $(COMPILE) --no-annotate - -o requirements-build.txt

clean: ## 删除环境和缓存，保留 var/ | remove the environment and caches; var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## 本页 | this page
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

$(PYTHON):
	@found=; \
	for python in python3.13 python3.12 python3.11 python3; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
		found=$$python; \
		"$$python" -m venv --clear .venv >/dev/null 2>&1 && exit; \
		uv venv -q --clear --python "$$python" .venv >/dev/null 2>&1 && exit; \
		rm -rf .venv; \
	done; \
	[ -n "$$found" ] || $(call stop,$(NO_PYTHON)); \
	$(call stop,$(NO_VENV))

$(RUNTIME): requirements.txt requirements-build.txt pyproject.toml | $(PYTHON)
	@echo '正在安装运行环境，首次约一分钟。 Installing what runs, about a minute the first time.'
	@$(call install,--require-hashes -r requirements-build.txt -r requirements.txt)
	@$(call install,--no-deps --no-build-isolation -e .)
	@$(PYTHON) -m compileall -q api cli decision_flow flows schemas web
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@echo '正在安装测试环境。 Installing what tests need.'
	@$(call install,--require-hashes -r requirements-dev.txt)
	@touch $@

chromium:
ifneq ($(BROWSER),no)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
		|| $(call stop,$(NO_CHROMIUM))
endif
