# The tenant
variable "title" {
  type = string
}

resource "auth0_pages" "pages" {
  login {
    enabled = true
    html    = <<-EOT
      <!DOCTYPE html>
      <html>
      <head><meta charset="utf-8"><title>${var.title}</title></head>
      <body>
      <script src="https://cdn.auth0.com/js/lock/11.35.1/lock.min.js"></script>
      <script>
        var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));
        new Auth0Lock(config.clientID, config.auth0Domain, {
          languageDictionary: { title: `Welcome ${name}` }
        }).show();
      </script>
      </body>
      </html>
    EOT
  }
}

resource "auth0_connection" "users" {
  name     = "Users"
  strategy = "auth0" # the database

  options {
    brute_force_protection = true
  }
}

resource "auth0_client" "partner" {
  name           = "Partner"
  is_first_party = false
}
