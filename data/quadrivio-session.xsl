<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!-- Makes a session file a page that stands alone and prints well: agenda, voices, notes, indicators, territories. It never shows
     who took part, even where the file holds names. Everything comes through xsl:value-of, which escapes it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="https://quadrivio.org/ns/session/1"
                exclude-result-prefixes="q">
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:decimal-format name="en" decimal-separator="." grouping-separator=","/>
  <xsl:decimal-format name="fr" decimal-separator="," grouping-separator="&#x202f;"/>
  <xsl:decimal-format name="it" decimal-separator="," grouping-separator="."/>

  <xsl:key name="level" match="q:level" use="@id"/>
  <xsl:key name="step" match="q:step" use="@id"/>
  <xsl:key name="observatory" match="q:observatory" use="@id"/>
  <xsl:key name="indicator" match="q:indicator[not(@deleted)]" use="@id"/>
  <xsl:key name="territory" match="q:territory" use="@id"/>
  <xsl:key name="territories" match="q:territory[not(@deleted)]" use="@level"/>
  <xsl:key name="figures" match="q:observation[not(@deleted)]" use="@indicator"/>
  <xsl:key name="figures-of-period" match="q:observation[not(@deleted)]" use="concat(@indicator, '/', @period)"/>
  <xsl:key name="notes" match="q:note[not(@deleted)]" use="@kind"/>
  <xsl:key name="notes" match="q:note[not(@deleted)]" use="@helix"/>
  <xsl:key name="notes-both" match="q:note[not(@deleted)]" use="concat(@kind, '/', @helix)"/>
  <xsl:key name="notes-there" match="q:note[not(@deleted)]" use="@territory"/>
  <xsl:key name="seats" match="q:participant[not(@deleted)]" use="@helix"/>

  <xsl:variable name="session" select="/q:workshop/q:session"/>
  <xsl:variable name="steps" select="/q:workshop/q:step[not(@deleted)]"/>
  <xsl:variable name="all-notes" select="/q:workshop/q:note[not(@deleted)]"/>
  <xsl:variable name="language">
    <xsl:variable name="said" select="substring($session/@language, 1, 2)"/>
    <xsl:choose>
      <xsl:when test="$said = 'it' or $said = 'fr'"><xsl:value-of select="$said"/></xsl:when>
      <xsl:otherwise>en</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- The page's own words: English, French, Italian. -->
  <xsl:template name="word">
    <xsl:param name="key"/>
    <xsl:variable name="row">
      <xsl:choose>
        <xsl:when test="$key = 'authorities'">Authorities|Collectivités|Enti pubblici</xsl:when>
        <xsl:when test="$key = 'research'">Research|Recherche|Ricerca</xsl:when>
        <xsl:when test="$key = 'companies'">Companies|Entreprises|Imprese</xsl:when>
        <xsl:when test="$key = 'residents'">Residents|Habitants|Abitanti</xsl:when>
        <xsl:when test="$key = 'none'">Not attributed|Non attribué|Non attribuito</xsl:when>
        <xsl:when test="$key = 'problem'">Problem|Problème|Problema</xsl:when>
        <xsl:when test="$key = 'opportunity'">Opportunity|Opportunité|Opportunità</xsl:when>
        <xsl:when test="$key = 'challenge'">Challenge|Défi|Sfida</xsl:when>
        <xsl:when test="$key = 'solution'">Solution|Solution|Soluzione</xsl:when>
        <xsl:when test="$key = 'observation'">Observation|Observation|Osservazione</xsl:when>
        <xsl:when test="$key = 'problems'">Problems|Problèmes|Problemi</xsl:when>
        <xsl:when test="$key = 'opportunitys'">Opportunities|Opportunités|Opportunità</xsl:when>
        <xsl:when test="$key = 'challenges'">Challenges|Défis|Sfide</xsl:when>
        <xsl:when test="$key = 'solutions'">Solutions|Solutions|Soluzioni</xsl:when>
        <xsl:when test="$key = 'observations'">Observations|Observations|Osservazioni</xsl:when>
        <xsl:when test="$key = 'voices'">Who spoke about what|Qui a parlé de quoi|Chi ha parlato di cosa</xsl:when>
        <xsl:when test="$key = 'agenda'">Agenda|Déroulé|Programma</xsl:when>
        <xsl:when test="$key = 'notes-title'">Notes|Notes|Note</xsl:when>
        <xsl:when test="$key = 'no-notes'">Nothing was said yet.|Rien n’a encore été dit.|Non è stato ancora detto nulla.</xsl:when>
        <xsl:when test="$key = 'indicators'">Indicators|Indicateurs|Indicatori</xsl:when>
        <xsl:when test="$key = 'territories-title'">Territories|Territoires|Territori</xsl:when>
        <xsl:when test="$key = 'all'">All|Total|Totale</xsl:when>
        <xsl:when test="$key = 'kind'">Kind|Type|Tipo</xsl:when>
        <xsl:when test="$key = 'seat'">seat|siège|posto</xsl:when>
        <xsl:when test="$key = 'seats'">seats|sièges|posti</xsl:when>
        <xsl:when test="$key = 'note'">note|note|nota</xsl:when>
        <xsl:when test="$key = 'notes'">notes|notes|note</xsl:when>
        <xsl:when test="$key = 'territory'">territory|territoire|territorio</xsl:when>
        <xsl:when test="$key = 'territories'">territories|territoires|territori</xsl:when>
        <xsl:when test="$key = 'figure'">territory with a figure|territoire renseigné|territorio con dato</xsl:when>
        <xsl:when test="$key = 'figures'">territories with a figure|territoires renseignés|territori con dato</xsl:when>
        <xsl:when test="$key = 'others'">others without a note|autres sans note|altri senza note</xsl:when>
        <xsl:when test="$key = 'other'">other without a note|autre sans note|altro senza note</xsl:when>
        <xsl:when test="$key = 'lowest'">lowest|minimum|minimo</xsl:when>
        <xsl:when test="$key = 'highest'">highest|maximum|massimo</xsl:when>
        <xsl:when test="$key = 'period'">period|période|periodo</xsl:when>
        <xsl:when test="$key = 'source'">Source:|Source :|Fonte:</xsl:when>
        <xsl:when test="$key = 'licence'">Licence:|Licence :|Licenza:</xsl:when>
        <xsl:when test="$key = 'made'">Session file of Quadrivio|Fichier de session de Quadrivio|File di sessione di Quadrivio</xsl:when>
        <xsl:when test="$key = '01'">January|janvier|gennaio</xsl:when>
        <xsl:when test="$key = '02'">February|février|febbraio</xsl:when>
        <xsl:when test="$key = '03'">March|mars|marzo</xsl:when>
        <xsl:when test="$key = '04'">April|avril|aprile</xsl:when>
        <xsl:when test="$key = '05'">May|mai|maggio</xsl:when>
        <xsl:when test="$key = '06'">June|juin|giugno</xsl:when>
        <xsl:when test="$key = '07'">July|juillet|luglio</xsl:when>
        <xsl:when test="$key = '08'">August|août|agosto</xsl:when>
        <xsl:when test="$key = '09'">September|septembre|settembre</xsl:when>
        <xsl:when test="$key = '10'">October|octobre|ottobre</xsl:when>
        <xsl:when test="$key = '11'">November|novembre|novembre</xsl:when>
        <xsl:when test="$key = '12'">December|décembre|dicembre</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$language = 'en'"><xsl:value-of select="substring-before($row, '|')"/></xsl:when>
      <xsl:when test="$language = 'fr'"><xsl:value-of select="substring-before(substring-after($row, '|'), '|')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="substring-after(substring-after($row, '|'), '|')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="number">
    <xsl:param name="value"/>
    <xsl:choose>
      <xsl:when test="$language = 'en'"><xsl:value-of select="format-number($value, '#,##0.##', 'en')"/></xsl:when>
      <xsl:when test="$language = 'fr'"><xsl:value-of select="format-number($value, '#&#x202f;##0,##', 'fr')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="format-number($value, '#.##0,##', 'it')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "3 notes", "1 note": French says the singular for none, too. -->
  <xsl:template name="count">
    <xsl:param name="n"/>
    <xsl:param name="one"/>
    <xsl:param name="many"/>
    <xsl:call-template name="number"><xsl:with-param name="value" select="$n"/></xsl:call-template>
    <xsl:text> </xsl:text>
    <xsl:choose>
      <xsl:when test="$n = 1 or ($n = 0 and $language = 'fr')">
        <xsl:call-template name="word"><xsl:with-param name="key" select="$one"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="key" select="$many"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="time">
    <xsl:param name="minutes"/>
    <xsl:value-of select="concat(format-number(floor($minutes div 60) mod 24, '00'), ':', format-number($minutes mod 60, '00'))"/>
  </xsl:template>

  <xsl:template name="date">
    <xsl:variable name="when" select="$session/@starts"/>
    <xsl:if test="string-length($when) &gt;= 10">
      <xsl:value-of select="concat(number(substring($when, 9, 2)), ' ')"/>
      <xsl:call-template name="word"><xsl:with-param name="key" select="substring($when, 6, 2)"/></xsl:call-template>
      <xsl:value-of select="concat(' ', substring($when, 1, 4))"/>
      <xsl:if test="string-length($when) &gt;= 16"><xsl:value-of select="concat(', ', substring($when, 12, 5))"/></xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- Shape and colour say who, the glyph says what. -->
  <xsl:template name="mark">
    <xsl:param name="helix"/>
    <xsl:param name="kind"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="mark {$helix}" viewBox="0 0 24 24" role="img">
      <title>
        <xsl:call-template name="word"><xsl:with-param name="key" select="$helix"/></xsl:call-template>
        <xsl:if test="$kind">
          <xsl:text>, </xsl:text>
          <xsl:call-template name="word"><xsl:with-param name="key" select="$kind"/></xsl:call-template>
        </xsl:if>
      </title>
      <use href="#helix-{$helix}"/>
      <xsl:if test="$kind"><use class="glyph" href="#kind-{$kind}"/></xsl:if>
    </svg>
  </xsl:template>

  <xsl:template name="symbols">
    <svg xmlns="http://www.w3.org/2000/svg" width="0" height="0" style="position:absolute" aria-hidden="true">
      <symbol id="helix-authorities" viewBox="0 0 24 24"><rect x="3" y="3" width="18" height="18" rx="2.5"/></symbol>
      <symbol id="helix-research" viewBox="0 0 24 24"><path d="M10.6 2.3a1.6 1.6 0 0 1 2.8 0l9.8 17.4a1.6 1.6 0 0 1-1.4 2.4H2.2a1.6 1.6 0 0 1-1.4-2.4z"/></symbol>
      <symbol id="helix-companies" viewBox="0 0 24 24"><path d="M10.7 1.3a1.8 1.8 0 0 1 2.6 0l9.4 9.4a1.8 1.8 0 0 1 0 2.6l-9.4 9.4a1.8 1.8 0 0 1-2.6 0l-9.4-9.4a1.8 1.8 0 0 1 0-2.6z"/></symbol>
      <symbol id="helix-residents" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10"/></symbol>
      <symbol id="helix-none" viewBox="0 0 24 24"><path d="M6.3 2.7h11.4L23.1 12l-5.4 9.3H6.3L.9 12z"/></symbol>
      <symbol id="kind-problem" viewBox="-4.8 -5.2 25.6 25.6"><path d="M8 1.5a1.7 1.7 0 0 1 1.7 1.7l-.4 5.6a1.3 1.3 0 0 1-2.6 0l-.4-5.6A1.7 1.7 0 0 1 8 1.5z"/><circle cx="8" cy="12.9" r="1.7"/></symbol>
      <symbol id="kind-opportunity" viewBox="-4.8 -5.2 25.6 25.6"><path d="M5.5 2.5h7a1 1 0 0 1 1 1v7h-2V5.9L4 13.4 2.6 12l7.5-7.5H5.5z"/></symbol>
      <symbol id="kind-challenge" viewBox="-4.8 -5.2 25.6 25.6"><path d="M4 5.6a4 4 0 0 1 8 0c0 2.4-2.8 2.6-2.8 4.6H6.8c0-3 2.8-3 2.8-4.6a1.6 1.6 0 0 0-3.2 0z"/><circle cx="8" cy="13.2" r="1.6"/></symbol>
      <symbol id="kind-solution" viewBox="-4.8 -5.2 25.6 25.6"><path d="M1.8 8.6L3.4 7l3 3 6.2-7 1.7 1.5-7.8 8.8z"/></symbol>
      <symbol id="kind-observation" viewBox="-4.8 -5.2 25.6 25.6"><path fill-rule="evenodd" d="M8 2.6a5.4 5.4 0 0 1 0 10.8A5.4 5.4 0 0 1 8 2.6zM8 5a3 3 0 0 0 0 6 3 3 0 0 0 0-6z"/></symbol>
    </svg>
  </xsl:template>

  <xsl:template name="style">
    <style>
:root { color-scheme: light dark; --ground: #fafafa; --card: #fff; --text: #2e2c33; --soft: #5e5c64; --line: #e0dfe3; --glyph: #fff;
  --authorities: #146fb5; --research: #08684e; --companies: #bd5606; --residents: #972878; --none: #77767b; }
@media (prefers-color-scheme: dark) { :root { --ground: #242424; --card: #303030; --text: #fff; --soft: #c0bfbc; --line: #45444a;
  --glyph: #1e1e1e; --authorities: #50a4f0; --research: #7fdebc; --companies: #f59f4b; --residents: #e7b9dc; --none: #a9a8ad; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 Cantarell, system-ui, sans-serif;
  font-variant-numeric: tabular-nums; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
h1 { font-size: 2.1rem; line-height: 1.2; margin: 0 0 .4rem; } h2 { font-size: 1.3rem; margin: 2.6rem 0 .8rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .6rem; }
p { margin: 0 0 .4rem; } .soft, .meta { color: var(--soft); } .meta { font-size: .85rem; }
.question { font-size: 1.25rem; margin: 1.2rem 0 0; padding-left: .9rem; border-left: 4px solid var(--line); }
.said, .question { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.card, table { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.voices { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 12px; margin-top: 1.8rem; }
.voices .card { padding: .8rem 1rem; } .voices b { display: flex; align-items: center; gap: .5rem; }
.voices b span { margin-left: auto; font-size: 1.3rem; }
.bar { height: 6px; border-radius: 3px; background: var(--line); margin: .5rem 0; overflow: hidden; }
.bar i { display: block; height: 100%; background: currentColor; }
.mark { width: 1.5rem; height: 1.5rem; flex: none; fill: currentColor; } .mark .glyph { fill: var(--glyph); }
.authorities { color: var(--authorities); } .research { color: var(--research); } .companies { color: var(--companies); }
.residents { color: var(--residents); } .none { color: var(--none); }
table { width: 100%; border-collapse: separate; border-spacing: 0; overflow: hidden; }
th, td { padding: .5rem .8rem; text-align: right; border-top: 1px solid var(--line); } thead th { border-top: 0; }
th:first-child, td:first-child { text-align: left; } td.zero { color: var(--soft); } thead .mark { display: block; margin: 0 0 .2rem auto; }
ol, ul { list-style: none; margin: 0; padding: 0; }
.agenda li, .notes li { display: flex; gap: .9rem; padding: .7rem 1rem; border-top: 1px solid var(--line); break-inside: avoid; }
.agenda li:first-child, .notes li:first-child { border-top: 0; } .agenda time { color: var(--soft); min-width: 3.2rem; }
.agenda div, .notes div { flex: 1; min-width: 0; } .agenda .length { color: var(--soft); white-space: nowrap; }
.indicators { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 12px; }
.indicators .card { padding: .9rem 1rem; break-inside: avoid; }
.territories { columns: 15rem; column-gap: 1.5rem; } .territories li { break-inside: avoid; padding: .1rem 0; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .8rem; }
@media (max-width: 40rem) { thead .name { display: none; } th, td { padding: .45rem .5rem; } }
@media print { :root { --ground: #fff; --card: #fff; --text: #000; --soft: #444; --line: #bbb; --glyph: #fff; --authorities: #146fb5;
  --research: #08684e; --companies: #bd5606; --residents: #972878; --none: #77767b; } body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; } h2, h3 { break-after: avoid; }
  .mark, .bar i { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
    </style>
  </xsl:template>

  <xsl:template match="/">
    <html lang="{$language}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="referrer" content="no-referrer"/>
        <title><xsl:value-of select="$session/q:title"/></title>
        <xsl:call-template name="style"/>
      </head>
      <body>
        <xsl:call-template name="symbols"/>
        <main>
          <xsl:call-template name="heading"/>
          <xsl:call-template name="voices"/>
          <xsl:if test="$steps"><xsl:call-template name="agenda"/></xsl:if>
          <xsl:call-template name="notes"/>
          <xsl:if test="/q:workshop/q:session_indicator[not(@deleted)]"><xsl:call-template name="indicators"/></xsl:if>
          <xsl:if test="/q:workshop/q:territory[not(@deleted)]"><xsl:call-template name="territories"/></xsl:if>
          <footer class="meta">
            <xsl:call-template name="word"><xsl:with-param name="key" select="'made'"/></xsl:call-template>
            <xsl:value-of select="concat(' · ', $session/@id)"/>
          </footer>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="heading">
    <header>
      <xsl:if test="$session/q:collection != ''"><p class="soft"><xsl:value-of select="$session/q:collection"/></p></xsl:if>
      <h1><xsl:value-of select="$session/q:title"/></h1>
      <p class="soft">
        <xsl:call-template name="date"/>
        <xsl:if test="$session/@starts and $session/q:place"> · </xsl:if>
        <xsl:value-of select="$session/q:place"/>
        <xsl:if test="$session/q:table != ''"><xsl:value-of select="concat(' · ', $session/q:table)"/></xsl:if>
      </p>
      <xsl:if test="$session/q:question != ''"><p class="question"><xsl:value-of select="$session/q:question"/></p></xsl:if>
    </header>
  </xsl:template>

  <xsl:template name="voice">
    <xsl:param name="helix"/>
    <xsl:variable name="n" select="count(key('notes', $helix))"/>
    <div class="card">
      <b>
        <xsl:call-template name="mark"><xsl:with-param name="helix" select="$helix"/></xsl:call-template>
        <xsl:call-template name="word"><xsl:with-param name="key" select="$helix"/></xsl:call-template>
        <span><xsl:value-of select="$n"/></span>
      </b>
      <div class="bar {$helix}">
        <xsl:if test="$n &gt; 0"><i style="width: {format-number(100 * $n div count($all-notes), '0.#')}%"/></xsl:if>
      </div>
      <p class="meta">
        <xsl:call-template name="count">
          <xsl:with-param name="n" select="count(key('seats', $helix))"/>
          <xsl:with-param name="one" select="'seat'"/>
          <xsl:with-param name="many" select="'seats'"/>
        </xsl:call-template>
        <xsl:text> · </xsl:text>
        <xsl:call-template name="count">
          <xsl:with-param name="n" select="$n"/>
          <xsl:with-param name="one" select="'note'"/>
          <xsl:with-param name="many" select="'notes'"/>
        </xsl:call-template>
      </p>
    </div>
  </xsl:template>

  <xsl:template name="voices">
    <div class="voices">
      <xsl:call-template name="voice"><xsl:with-param name="helix" select="'authorities'"/></xsl:call-template>
      <xsl:call-template name="voice"><xsl:with-param name="helix" select="'research'"/></xsl:call-template>
      <xsl:call-template name="voice"><xsl:with-param name="helix" select="'companies'"/></xsl:call-template>
      <xsl:call-template name="voice"><xsl:with-param name="helix" select="'residents'"/></xsl:call-template>
    </div>
  </xsl:template>

  <xsl:template name="agenda">
    <h2><xsl:call-template name="word"><xsl:with-param name="key" select="'agenda'"/></xsl:call-template></h2>
    <ol class="agenda card">
      <xsl:for-each select="$steps">
        <xsl:sort select="@position" data-type="number"/>
        <xsl:variable name="position" select="number(@position)"/>
        <li>
          <xsl:if test="string-length($session/@starts) &gt;= 16">
            <time>
              <xsl:call-template name="time">
                <xsl:with-param name="minutes" select="60 * substring($session/@starts, 12, 2) + substring($session/@starts, 15, 2)
                                                       + sum($steps[number(@position) &lt; $position]/@minutes)"/>
              </xsl:call-template>
            </time>
          </xsl:if>
          <div>
            <b><xsl:value-of select="q:title"/></b>
            <xsl:if test="q:prompt != ''"><p class="soft said"><xsl:value-of select="q:prompt"/></p></xsl:if>
          </div>
          <xsl:if test="@minutes"><span class="length"><xsl:value-of select="concat(@minutes, ' min')"/></span></xsl:if>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:param name="n"/>
    <td>
      <xsl:if test="$n = 0"><xsl:attribute name="class">zero</xsl:attribute></xsl:if>
      <xsl:value-of select="$n"/>
    </td>
  </xsl:template>

  <xsl:template name="row">
    <xsl:param name="kind"/>
    <tr>
      <th scope="row"><xsl:call-template name="word"><xsl:with-param name="key" select="concat($kind, 's')"/></xsl:call-template></th>
      <xsl:call-template name="cell"><xsl:with-param name="n" select="count(key('notes-both', concat($kind, '/authorities')))"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="n" select="count(key('notes-both', concat($kind, '/research')))"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="n" select="count(key('notes-both', concat($kind, '/companies')))"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="n" select="count(key('notes-both', concat($kind, '/residents')))"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="n" select="count(key('notes-both', concat($kind, '/none')))"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="n" select="count(key('notes', $kind))"/></xsl:call-template>
    </tr>
  </xsl:template>

  <xsl:template name="column">
    <xsl:param name="helix"/>
    <th scope="col">
      <xsl:call-template name="mark"><xsl:with-param name="helix" select="$helix"/></xsl:call-template>
      <span class="name"><xsl:call-template name="word"><xsl:with-param name="key" select="$helix"/></xsl:call-template></span>
    </th>
  </xsl:template>

  <xsl:template name="matrix">
    <h2><xsl:call-template name="word"><xsl:with-param name="key" select="'voices'"/></xsl:call-template></h2>
    <table>
      <thead>
        <tr>
          <th scope="col"><xsl:call-template name="word"><xsl:with-param name="key" select="'kind'"/></xsl:call-template></th>
          <xsl:call-template name="column"><xsl:with-param name="helix" select="'authorities'"/></xsl:call-template>
          <xsl:call-template name="column"><xsl:with-param name="helix" select="'research'"/></xsl:call-template>
          <xsl:call-template name="column"><xsl:with-param name="helix" select="'companies'"/></xsl:call-template>
          <xsl:call-template name="column"><xsl:with-param name="helix" select="'residents'"/></xsl:call-template>
          <xsl:call-template name="column"><xsl:with-param name="helix" select="'none'"/></xsl:call-template>
          <th scope="col"><xsl:call-template name="word"><xsl:with-param name="key" select="'all'"/></xsl:call-template></th>
        </tr>
      </thead>
      <tbody>
        <xsl:call-template name="row"><xsl:with-param name="kind" select="'problem'"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="kind" select="'opportunity'"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="kind" select="'challenge'"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="kind" select="'solution'"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="kind" select="'observation'"/></xsl:call-template>
      </tbody>
    </table>
  </xsl:template>

  <xsl:template name="notes">
    <xsl:choose>
      <xsl:when test="$all-notes">
        <xsl:call-template name="matrix"/>
        <h2><xsl:call-template name="word"><xsl:with-param name="key" select="'notes-title'"/></xsl:call-template></h2>
        <xsl:call-template name="notes-of"><xsl:with-param name="kind" select="'problem'"/></xsl:call-template>
        <xsl:call-template name="notes-of"><xsl:with-param name="kind" select="'opportunity'"/></xsl:call-template>
        <xsl:call-template name="notes-of"><xsl:with-param name="kind" select="'challenge'"/></xsl:call-template>
        <xsl:call-template name="notes-of"><xsl:with-param name="kind" select="'solution'"/></xsl:call-template>
        <xsl:call-template name="notes-of"><xsl:with-param name="kind" select="'observation'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <h2><xsl:call-template name="word"><xsl:with-param name="key" select="'notes-title'"/></xsl:call-template></h2>
        <p class="soft"><xsl:call-template name="word"><xsl:with-param name="key" select="'no-notes'"/></xsl:call-template></p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="notes-of">
    <xsl:param name="kind"/>
    <xsl:variable name="n" select="count(key('notes', $kind))"/>
    <xsl:if test="$n &gt; 0">
      <h3>
        <xsl:call-template name="word"><xsl:with-param name="key" select="concat($kind, 's')"/></xsl:call-template>
        <xsl:text> </xsl:text>
        <span class="soft"><xsl:value-of select="$n"/></span>
      </h3>
      <ul class="notes card">
        <xsl:apply-templates select="key('notes-both', concat($kind, '/authorities'))"><xsl:sort select="@said"/></xsl:apply-templates>
        <xsl:apply-templates select="key('notes-both', concat($kind, '/research'))"><xsl:sort select="@said"/></xsl:apply-templates>
        <xsl:apply-templates select="key('notes-both', concat($kind, '/companies'))"><xsl:sort select="@said"/></xsl:apply-templates>
        <xsl:apply-templates select="key('notes-both', concat($kind, '/residents'))"><xsl:sort select="@said"/></xsl:apply-templates>
        <xsl:apply-templates select="key('notes-both', concat($kind, '/none'))"><xsl:sort select="@said"/></xsl:apply-templates>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:note">
    <xsl:variable name="place" select="key('territory', @territory)/q:name"/>
    <xsl:variable name="step" select="key('step', @step)/q:title"/>
    <li>
      <xsl:call-template name="mark">
        <xsl:with-param name="helix" select="@helix"/>
        <xsl:with-param name="kind" select="@kind"/>
      </xsl:call-template>
      <div>
        <p class="said"><xsl:value-of select="q:text"/></p>
        <p class="meta">
          <xsl:call-template name="word"><xsl:with-param name="key" select="@helix"/></xsl:call-template>
          <xsl:if test="$place"><xsl:value-of select="concat(' · ', $place)"/></xsl:if>
          <xsl:if test="@theme != ''"><xsl:value-of select="concat(' · ', @theme)"/></xsl:if>
          <xsl:if test="$step"><xsl:value-of select="concat(' · ', $step)"/></xsl:if>
        </p>
      </div>
    </li>
  </xsl:template>

  <xsl:template name="indicators">
    <h2><xsl:call-template name="word"><xsl:with-param name="key" select="'indicators'"/></xsl:call-template></h2>
    <div class="indicators">
      <xsl:for-each select="/q:workshop/q:session_indicator[not(@deleted)]">
        <xsl:sort select="@position" data-type="number"/>
        <xsl:apply-templates select="key('indicator', @indicator)"/>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:template match="q:indicator">
    <xsl:variable name="newest">
      <xsl:for-each select="key('figures', @id)">
        <xsl:sort select="@period" order="descending"/>
        <xsl:if test="position() = 1"><xsl:value-of select="@period"/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="figures" select="key('figures-of-period', concat(@id, '/', $newest))"/>
    <div class="card">
      <b><xsl:value-of select="q:name"/></b>
      <xsl:if test="@unit != ''"><span class="soft"><xsl:value-of select="concat(' · ', @unit)"/></span></xsl:if>
      <p class="meta">
        <xsl:if test="@observatory"><xsl:value-of select="concat(key('observatory', @observatory)/q:name, ' · ')"/></xsl:if>
        <xsl:value-of select="key('level', @level)/q:name"/>
      </p>
      <xsl:if test="$figures">
        <p>
          <xsl:call-template name="word"><xsl:with-param name="key" select="'period'"/></xsl:call-template>
          <xsl:value-of select="concat(' ', $newest, ' · ')"/>
          <xsl:call-template name="count">
            <xsl:with-param name="n" select="count($figures)"/>
            <xsl:with-param name="one" select="'figure'"/>
            <xsl:with-param name="many" select="'figures'"/>
          </xsl:call-template>
        </p>
        <xsl:for-each select="$figures">
          <xsl:sort select="@value" data-type="number"/>
          <xsl:if test="position() = 1 or position() = last()">
            <p>
              <xsl:choose>
                <xsl:when test="position() = 1"><xsl:call-template name="word"><xsl:with-param name="key" select="'lowest'"/></xsl:call-template></xsl:when>
                <xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="key" select="'highest'"/></xsl:call-template></xsl:otherwise>
              </xsl:choose>
              <xsl:text> </xsl:text>
              <b><xsl:call-template name="number"><xsl:with-param name="value" select="@value"/></xsl:call-template></b>
              <span class="soft"><xsl:value-of select="concat(' ', key('territory', @territory)/q:name)"/></span>
            </p>
          </xsl:if>
        </xsl:for-each>
      </xsl:if>
      <p class="meta">
        <xsl:if test="q:source != ''">
          <xsl:call-template name="word"><xsl:with-param name="key" select="'source'"/></xsl:call-template>
          <xsl:value-of select="concat(' ', q:source, ' ')"/>
        </xsl:if>
        <xsl:if test="q:licence != ''">
          <xsl:call-template name="word"><xsl:with-param name="key" select="'licence'"/></xsl:call-template>
          <xsl:value-of select="concat(' ', q:licence)"/>
        </xsl:if>
      </p>
    </div>
  </xsl:template>

  <xsl:template name="territories">
    <h2><xsl:call-template name="word"><xsl:with-param name="key" select="'territories-title'"/></xsl:call-template></h2>
    <xsl:for-each select="/q:workshop/q:level[not(@deleted)]">
      <xsl:variable name="all" select="key('territories', @id)"/>
      <xsl:variable name="named" select="$all[key('notes-there', @id)]"/>
      <xsl:variable name="shown" select="$all[count($all) &lt;= 60] | $named"/>
      <xsl:if test="$all">
        <h3><xsl:value-of select="q:name"/></h3>
        <p class="meta">
          <xsl:call-template name="count">
            <xsl:with-param name="n" select="count($all)"/>
            <xsl:with-param name="one" select="'territory'"/>
            <xsl:with-param name="many" select="'territories'"/>
          </xsl:call-template>
          <xsl:if test="q:source != ''"><xsl:value-of select="concat(' · ', q:source)"/></xsl:if>
        </p>
        <ul class="territories">
          <xsl:for-each select="$shown">
            <xsl:sort select="q:name"/>
            <xsl:variable name="n" select="count(key('notes-there', @id))"/>
            <li>
              <xsl:value-of select="q:name"/>
              <xsl:if test="$n &gt; 0">
                <span class="soft">
                  <xsl:text> · </xsl:text>
                  <xsl:call-template name="count">
                    <xsl:with-param name="n" select="$n"/>
                    <xsl:with-param name="one" select="'note'"/>
                    <xsl:with-param name="many" select="'notes'"/>
                  </xsl:call-template>
                </span>
              </xsl:if>
            </li>
          </xsl:for-each>
        </ul>
        <xsl:if test="$named and count($shown) &lt; count($all)">
          <p class="meta">
            <xsl:call-template name="count">
              <xsl:with-param name="n" select="count($all) - count($shown)"/>
              <xsl:with-param name="one" select="'other'"/>
              <xsl:with-param name="many" select="'others'"/>
            </xsl:call-template>
          </p>
        </xsl:if>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
