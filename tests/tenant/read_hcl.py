"""Reads a Terraform file with another parser, and looks at what Lockwright has fixed in it."""

import sys

import hcl2

with open(sys.argv[1], encoding="utf-8") as file:
    document = hcl2.load(file)

resources = {}
for block in document["resource"]:
    for kind, named in block.items():
        for name, body in named.items():
            resources[kind.strip('"'), name.strip('"')] = body

users = resources["auth0_connection", "users"]
assert users["is_domain_connection"] is True, users
html = resources["auth0_pages", "pages"]["login"][0]["html"]
assert "__useTenantInfo: config.isThirdPartyClient" in html, html
assert "$${name}" in html and "${var.title}" in html, html
