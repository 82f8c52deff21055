-- Boxes, which stand between two marks, become divs. A Word style becomes a class, if the style sheet has one
-- for it; a style that names a language (docx/linear_copy.py) becomes the attribute lang.

local begins, ends = "booktranslate-box-begins", "booktranslate-box-ends"
local classes = {}

local function words(block)
  if block.t == "Para" or block.t == "Plain" then
    return pandoc.utils.stringify(block)
  end
  return nil
end

local function grouped(blocks)
  local open = { {} }
  for _, block in ipairs(blocks) do
    local text = words(block)
    if text == begins then
      table.insert(open, {})
    elseif text == ends and #open > 1 then
      local inside = table.remove(open)
      if #inside > 0 then
        table.insert(open[#open], pandoc.Div(inside, pandoc.Attr("", { "box" })))
      end
    else
      table.insert(open[#open], block)
    end
  end
  while #open > 1 do -- a mark without its other half
    local inside = table.remove(open)
    for _, block in ipairs(inside) do
      table.insert(open[#open], block)
    end
  end
  return open[1]
end

local function styled(element, make)
  local style = element.attributes["custom-style"]
  if style == nil then
    return nil
  end
  local language = style:match("^booktranslate%-language%-(.+)$")
  if language then
    return make(element.content, pandoc.Attr("", {}, { lang = language }))
  end
  if classes[style] then
    return make(element.content, pandoc.Attr("", { classes[style] }))
  end
  return element.content
end

local function read(meta)
  for style, class in pairs(meta["booktranslate-classes"] or {}) do
    classes[style] = pandoc.utils.stringify(class)
  end
  meta["booktranslate-classes"] = nil
  return meta
end

return {
  { Meta = read },
  {
    Div = function(element) return styled(element, pandoc.Div) end,
    Span = function(element) return styled(element, pandoc.Span) end,
  },
  { Blocks = grouped },
}
