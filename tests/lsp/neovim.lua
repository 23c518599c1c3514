-- A conversation with a real editor: Neovim, without a screen.
--
-- LOCKWRIGHT is the command, PAGE a page that is not ready, READY what `lockwright fix` makes of it.

local command, page, ready = vim.env.LOCKWRIGHT, vim.env.PAGE, vim.env.READY

local function text_of(path)
  return table.concat(vim.fn.readfile(path), '\n')
end

local function buffer_text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
end

local function codes()
  return vim.tbl_map(function(diagnostic)
    return diagnostic.code
  end, vim.diagnostic.get(0))
end

local function await(what, holds)
  assert(vim.wait(10000, holds, 20), 'waited in vain for ' .. what .. '; ' .. vim.inspect(vim.diagnostic.get(0)))
end

local function request(client, method, line, only)
  local place = { line = line, character = 8 }
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = place,
    range = { start = place, ['end'] = place },
    context = { diagnostics = {}, only = only, triggerKind = 1 },
  }
  local answer = assert(client.request_sync(method, params, 10000, 0))
  assert(not answer.err, vim.inspect(answer.err))
  return answer.result
end

local function converse()
  vim.cmd('edit ' .. vim.fn.fnameescape(page))
  vim.bo.filetype = 'html'
  local config = { name = 'lockwright', cmd = { command, 'lsp' }, root_dir = vim.fn.getcwd() }
  local id = assert((vim.lsp.start or vim.lsp.start_client)(config))
  assert(vim.lsp.buf_attach_client(0, id))
  local client = vim.lsp.get_client_by_id(id)

  await('the finding', function()
    return vim.deep_equal(codes(), { 'missing-tenant-info' })
  end)
  local found = vim.diagnostic.get(0)[1]

  local shown = request(client, 'textDocument/hover', found.lnum).contents.value
  assert(shown:find('constructs Auth0Lock of Lock', 1, true), shown)

  -- Ignoring it, and thinking better of it.
  local actions = request(client, 'textDocument/codeAction', found.lnum, { 'quickfix' })
  local fix, ignore = unpack(actions)
  assert(fix and fix.isPreferred and ignore and ignore.title:find('^Ignore'), vim.inspect(actions))
  vim.lsp.util.apply_workspace_edit(ignore.edit, client.offset_encoding)
  await('nothing that counts', function()
    return #codes() == 0
  end)
  vim.cmd('silent undo')
  await('the finding again', function()
    return #codes() == 1
  end)

  -- Fixing everything, in a text that is not saved.
  local all = request(client, 'textDocument/codeAction', 0, { 'source.fixAll' })[1]
  vim.lsp.util.apply_workspace_edit(all.edit, client.offset_encoding)
  await('nothing found', function()
    return #codes() == 0
  end)
  assert(buffer_text() == text_of(ready), buffer_text())
  assert(buffer_text() ~= text_of(page))

  client.stop()
  await('the end of the server', function()
    return client.is_stopped()
  end)
end

local ok, message = pcall(converse)
io.stderr:write(ok and 'Neovim and the server understand each other.\n' or tostring(message) .. '\n')
vim.cmd(ok and 'qall!' or 'cquit 1')
